"""Re-exports, for Django."""

from accounts.user import User

__all__ = ["User"]
