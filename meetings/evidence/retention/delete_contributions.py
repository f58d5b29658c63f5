"""Delete whole contributions on their date: text, figures, files, revisions, and titles in Wagtail's page log."""

from datetime import date

from django.db import transaction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import PageLogEntry, Revision

from foundation import audit
from media.media_item import MediaItem
from media.privacy.delete_expired import batches_of
from media.privacy.objection import Objection
from media.signals import item_going
from meetings.evidence.body import set_body
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.pages import EvidencePage
from meetings.evidence.retention.archive import pieces_archived_until
from meetings.evidence.retention.forget_media_item import settle_by_deletion
from meetings.evidence.sharing.sent_document import HeldItem
from meetings.evidence.signals import evidence_going


def delete_contributions(*, today: date, dry_run: bool = False) -> tuple[int, int]:
    """Delete each piece whose `delete_after` lies before `today`; return the numbers of deleted pieces and of those
    archived.

    One transaction per piece, logged without content. With `dry_run` it only counts.
    """
    deleted = kept = 0
    rows = EvidencePage.objects.filter(delete_after__lt=today, emptied_on=None).defer("body")
    for batch in batches_of(rows, size=100):
        until = pieces_archived_until(batch)
        for piece in batch:
            if until.get(piece.pk, today) > today:
                kept += 1
            elif dry_run or _delete(piece, today):
                deleted += 1
    return deleted, kept


def _delete(piece: EvidencePage, today: date) -> bool:
    """Delete one piece; False when it was given a later date or was deleted since it was read."""
    with transaction.atomic():
        rows = EvidencePage.objects.select_for_update(of=("self",))
        still = rows.filter(pk=piece.pk, delete_after__lt=today, emptied_on=None).first()
        if still is None:
            return False
        audit.record("evidence.expired", still, by=None, unit_id=still.unit_id, delete_after=str(still.delete_after))
        evidence_going.send(EvidencePage, evidence=still)
        for item in MediaItem.objects.of_page(still).in_order():
            item_going.send(sender=type(item), item=item, why="expired")
            item.delete()
        HeldItem.objects.filter(evidence=still.pk, deleted_on=None).update(deleted_on=today)
        settle_by_deletion(Objection.objects.filter(page=still.pk))
        if _is_pointed_at(still):
            _empty(still, today)
        else:
            DeletePageAction(still, user=None).execute(skip_permission_checks=True)
        forget_titles(piece.pk)
    return True


def _is_pointed_at(piece: EvidencePage) -> bool:
    """Whether a sent document or an objection refers to it; then the row is kept so that the reference stays valid."""
    held = HeldItem.objects.filter(evidence=piece.pk)
    return held.exists() or Objection.objects.filter(page=piece.pk).exists()


def _empty(piece: EvidencePage, today: date) -> None:
    """Remove everything that somebody wrote; kind, meeting, unit and dates stay."""
    current = EvidencePage.objects.get(pk=piece.pk)
    current.datasets.all().delete()
    set_body(current, [])
    current.title = current.draft_title = str(EvidenceKind(current.kind).label)
    current.seo_title = current.search_description = ""
    current.source = current.purpose = current.consent_note = current.unshare_reason = ""
    current.slot = current.initiative = current.goal = current.owner = current.observed_on = None
    current.latest_revision = current.live_revision = None
    current.live = False
    current.emptied_on = today
    current.save(clean=False)
    Revision.objects.for_instance(current).delete()


def forget_titles(pk: int) -> None:
    """Clear the titles of a deleted page in Wagtail's page log."""
    PageLogEntry.objects.filter(page=pk).update(label="", data={})
