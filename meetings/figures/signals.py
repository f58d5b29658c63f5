"""Signals for later packages, sent inside the action's transaction with `dataset` and `by`."""

from django.dispatch import Signal

#: The shown figures of a stored dataset have changed, or they have become confidential.
figures_changed = Signal()
