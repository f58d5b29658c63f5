"""Re-exports, for Django."""

from home.pages import HomePage

__all__ = ["HomePage"]
