"""Imports the app's models, so that Django finds them."""

from accounts.directory.refresh_token import RefreshToken
from accounts.directory.settings import DirectorySettings
from accounts.second_factor.sign_in_settings import SignInSettings
from accounts.session import Session
from accounts.user import User

__all__ = ["DirectorySettings", "RefreshToken", "Session", "SignInSettings", "User"]
