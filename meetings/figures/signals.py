"""What slices above want to know of figures: sent inside the transaction of the act, with `dataset` and `by`."""

from django.dispatch import Signal

#: What is shown of stored figures is no longer the same, or they have become confidential.
figures_changed = Signal()
