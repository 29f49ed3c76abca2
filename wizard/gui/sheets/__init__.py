"""The larger dialogs: about the vault, what opens it, and its copies."""
