"""Settings of the property tests: no time limit per example, the machine may be busy."""

from hypothesis import settings

settings.register_profile("wizard", deadline=None)
settings.load_profile("wizard")
