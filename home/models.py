"""Imports the app's models, so that Django finds them."""

from home.pages import HomePage

__all__ = ["HomePage"]
