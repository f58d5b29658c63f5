"""Imports the app's models, so that Django finds them."""

from accounts.session import Session
from accounts.user import User

__all__ = ["Session", "User"]
