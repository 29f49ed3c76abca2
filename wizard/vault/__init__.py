"""Keeping secrets: the encrypted file and what opens it."""
