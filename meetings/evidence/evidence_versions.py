"""Optimistic locking and saving, so that two writers of one piece of evidence never overwrite each other silently."""

from django.utils import timezone

from accounts.user import User
from foundation.forms.optimistic_lock import bump_version
from meetings.evidence.models import Evidence


def bump_evidence_version(evidence: Evidence, expected_version: int | None) -> Evidence:
    """Lock and return the current row with its version counted up. Raises ChangedMeanwhile if it is not version
    `expected_version`.
    """
    rows = Evidence.objects.filter(pk=evidence.pk).select_related("unit__area", "meeting__cycle", "item")
    current: Evidence = bump_version(rows, expected_version)
    return current


def save_evidence_revision(evidence: Evidence, *, by: User) -> None:
    """Save the row and a revision of it."""
    evidence.changed_at = timezone.now()
    evidence.full_clean()
    evidence.save()
    evidence.save_revision(user=by, clean=False)
