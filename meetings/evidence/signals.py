"""Signals of evidence for packages that depend on it, sent inside the transaction with `evidence` and `by`."""

from django.dispatch import Signal

evidence_shared = Signal()
#: No longer shown to the meeting: taken back, or hidden (then `evidence.withdrawn_at` is set).
evidence_hidden = Signal()
#: Its date of deletion has come and its content is about to be deleted; sent without `by`. Receivers drop references.
evidence_going = Signal()
#: The last objection about the whole piece was closed.
evidence_shown_again = Signal()
