"""The window's own few widgets, designed as one family."""
