"""Imports the app's models, so that Django finds them."""

from home.api.key import ApiKey
from home.data_protection.processor import Processor
from home.pages import HomePage

__all__ = ["ApiKey", "HomePage", "Processor"]
