"""Signals of media for the packages above. They are sent inside the transaction, so that dependents change with the
item.
"""

from django.dispatch import Signal

#: `item`, `by`: nobody can fetch it any more.
item_withdrawn = Signal()
#: `item`, `by`: the last objection that covered it was closed.
item_shown_again = Signal()
#: `item`, `why` ("expired"): the row is about to be deleted. Receivers drop their references to it.
item_going = Signal()
