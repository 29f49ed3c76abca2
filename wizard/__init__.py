"""Read-Only Key Wizard: create, prove and keep read-only exchange keys."""

__version__ = "0.1.0"
