"""Two writers of one piece of evidence never overwrite each other silently."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from foundation.optimistic_lock import ChangedMeanwhile
from meetings.evidence.pages import EvidencePage


class EditedMeanwhile(ChangedMeanwhile):
    """Somebody else saved since the form was opened. `current` is what stands there now, `saved_by` who wrote it."""

    def __init__(self, message: str, *, current: EvidencePage, saved_by: str) -> None:
        super().__init__(message, current)
        self.saved_by = saved_by


def claim(evidence: EvidencePage, seen: int | None) -> EvidencePage:
    """The row as it is now, ours until the transaction ends, and counted up.

    `seen` is the version the writer read; None for an act that takes nothing away from anybody, such as one more photo.
    Raises EditedMeanwhile. Call it inside `transaction.atomic()`.
    """
    rows = EvidencePage.objects.filter(pk=evidence.pk)
    taken = rows if seen is None else rows.filter(version=seen)
    ours = taken.update(version=F("version") + 1)
    current = rows.select_related("unit__area", "meeting__cycle", "latest_revision__user").get()
    if not ours:
        writer = current.latest_revision.user if current.latest_revision else None
        name = str(writer) if writer else _("Somebody else")
        raise EditedMeanwhile(
            _("%(name)s has saved in the meantime. Your text is still here; choose which one should stand.")
            % {"name": name},
            current=current,
            saved_by=name,
        )
    return current


def keep(evidence: EvidencePage, *, by: Any) -> None:
    """Writes the row and a revision. What is shared is shown at once."""
    evidence.full_clean()
    evidence.save(clean=False)
    revision = evidence.save_revision(user=by, clean=False)
    if evidence.is_shared:
        revision.publish(user=by, skip_permission_checks=True)
        evidence.refresh_from_db()
