"""Re-exports, for Django."""

from accounts.session import Session
from accounts.user import User

__all__ = ["Session", "User"]
