"""What slices above want to know: sent inside the transaction, with `evidence` and `by`."""

from django.dispatch import Signal

evidence_shared = Signal()
#: No longer shown to the meeting: taken back, or hidden (`evidence.withdrawn_at` is set then).
evidence_hidden = Signal()
#: Its date has come and its content is about to go, without `by`. Whoever rests on it lets go of it.
evidence_going = Signal()
#: The last objection about the whole piece was closed.
evidence_shown_again = Signal()
