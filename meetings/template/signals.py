"""Signals of templates, sent within the action's transaction."""

from django.dispatch import Signal

#: A template was made from another one. Arguments: source, template, by.
template_copied = Signal()
