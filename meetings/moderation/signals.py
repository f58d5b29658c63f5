"""Signals of moderation, sent inside the transaction of the decision."""

from django.dispatch import Signal

#: The last step approved a revision of `page`. What approval means happens in the receivers, which load the revision
#: anew: the engine's own has a page in it that is older than what they change.
#: sender: the page class; page, revision_id, decision (StepDecision), today (date)
document_approved = Signal()
