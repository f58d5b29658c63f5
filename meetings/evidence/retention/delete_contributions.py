"""Delete whole contributions on their date: text, figures, files and revisions."""

from datetime import date

from django.db import transaction

from foundation import audit
from foundation.translation.in_danish import in_danish
from media.media_item import MediaItem
from media.privacy.delete_expired_items import batches_of
from media.privacy.objection import Objection
from media.signals import item_will_be_deleted
from meetings.evidence.body import set_body
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from meetings.evidence.retention.archive import pieces_archived_until
from meetings.evidence.retention.forget_media_item import settle_by_deletion
from meetings.evidence.sharing.sent_document import HeldItem
from meetings.evidence.signals import evidence_will_be_deleted


def delete_contributions(*, today: date, dry_run: bool = False) -> tuple[int, int]:
    """Delete each piece whose `delete_after` lies before `today`; return the numbers of deleted pieces and of those
    archived.

    One transaction per piece, logged without content. With `dry_run` it only counts.
    """
    deleted = kept = 0
    rows = Evidence.objects.filter(delete_after__lt=today, emptied_on=None).defer("body")
    for batch in batches_of(rows, size=100):
        until = pieces_archived_until(batch)
        for piece in batch:
            if until.get(piece.pk, today) > today:
                kept += 1
            elif dry_run or _delete(piece, today):
                deleted += 1
    return deleted, kept


def _delete(piece: Evidence, today: date) -> bool:
    """Delete one contribution. Return whether it was deleted: not when it was given a later date or was deleted since
    it was read."""
    with transaction.atomic():
        still = (
            Evidence.objects.select_for_update().filter(pk=piece.pk, delete_after__lt=today, emptied_on=None).first()
        )
        if still is None:
            return False
        delete_contribution(still, today)
    return True


def delete_contribution(piece: Evidence, today: date) -> None:
    """Delete what was locked by the caller, whose transaction it is."""
    audit.record("evidence.expired", piece, by=None, unit_id=piece.unit_id, delete_after=str(piece.delete_after))
    evidence_will_be_deleted.send(Evidence, evidence=piece)
    for item in MediaItem.objects.of_evidence(piece).in_order():
        item_will_be_deleted.send(sender=type(item), item=item, why="expired")
        item.delete()
    HeldItem.objects.filter(evidence=piece.pk, deleted_on=None).update(deleted_on=today)
    settle_by_deletion(Objection.objects.filter(evidence=piece.pk))
    if _is_pointed_at(piece):
        _empty(piece, today)
    else:
        piece.delete()


def _is_pointed_at(piece: Evidence) -> bool:
    """Return whether a sent document or an objection refers to it; then the row is kept so that the reference stays
    valid."""
    held = HeldItem.objects.filter(evidence=piece.pk)
    return held.exists() or Objection.objects.filter(evidence=piece.pk).exists()


def _empty(piece: Evidence, today: date) -> None:
    """Remove everything that somebody wrote; kind, meeting, unit and dates stay."""
    current = Evidence.objects.get(pk=piece.pk)
    current.datasets.all().delete()
    set_body(current, [])
    with in_danish():
        current.title = str(EvidenceKind(current.kind).label)
    current.source = current.purpose = current.consent_note = current.unshare_reason = ""
    current.slot = current.initiative = current.goal = current.owner = current.observed_on = None
    current.latest_revision = None
    current.emptied_on = today
    current.save()
    current.revisions.delete()
