"""What media tells the rooms above it. Each is sent inside the transaction, so that what rests on the item changes with
it."""

from django.dispatch import Signal

#: `item`, `by`: nobody can fetch it any more.
item_withdrawn = Signal()
#: `item`, `by`: the last objection that covered it was closed.
item_shown_again = Signal()
#: `item`, `why` ("expired"): the row is about to go. Whoever points at it forgets it.
item_going = Signal()
