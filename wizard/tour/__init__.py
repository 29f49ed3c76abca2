"""Plays the whole guide by itself on the practice exchange; stands above the window."""

from wizard.tour.play import play

__all__ = ["play"]
