"""Asking a venue what a key may do."""
