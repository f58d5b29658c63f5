"""What media tells the rooms above it."""

from django.dispatch import Signal

#: `item`, `by`: sent inside the transaction that withdrew it, so that what rests on the item changes with it.
item_withdrawn = Signal()
