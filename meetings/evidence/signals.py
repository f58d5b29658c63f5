"""What slices above want to know: sent inside the transaction, with `evidence` and `by`."""

from django.dispatch import Signal

evidence_shared = Signal()
#: No longer shown to the meeting: taken back, or withdrawn for good.
evidence_hidden = Signal()
