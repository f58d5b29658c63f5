"""Optimistic locking and saving, so that two writers of one piece of evidence never overwrite each other silently."""

from accounts.user import User
from foundation.forms.optimistic_lock import take_version
from meetings.evidence.pages import EvidencePage


def take_evidence_version(evidence: EvidencePage, seen: int | None) -> EvidencePage:
    """Lock and return the current row with its version counted up. Raises ChangedMeanwhile if it is not version
    `seen`.
    """
    rows = EvidencePage.objects.filter(pk=evidence.pk).select_related("unit__area", "meeting__cycle", "item")
    current: EvidencePage = take_version(rows, seen)
    return current


def save_evidence_revision(evidence: EvidencePage, *, by: User) -> None:
    """Save the row and a revision. Shared evidence is published at once."""
    evidence.full_clean()
    evidence.save(clean=False)
    revision = evidence.save_revision(user=by, clean=False)
    if evidence.is_shared:
        revision.publish(user=by, skip_permission_checks=True)
        evidence.refresh_from_db()
