"""Signals of forum days."""

from django.dispatch import Signal

#: `day` has another title, time, place or programme, or is cancelled; sent in the transaction of the action.
forum_day_changed = Signal()
