"""Template tags of the house: components and Danish forms of dates and numbers."""

from django import template

register = template.Library()
