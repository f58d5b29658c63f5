"""The appendix of approved minutes: the evidence shared with the meeting, as it was at the approval."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import BigAutoField, QuerySet
from django.utils.translation import gettext as _

from accounts.user import AnyUser
from foundation.compiled_query import CompiledQuery, Parameter
from foundation.text.danish_formats import format_date
from media.media_item import MediaItem
from media.privacy.placeholder_text import deleted_text, sentence_subject
from meetings.evidence.enums import EvidenceKind, SentKind
from meetings.evidence.models import Evidence
from meetings.evidence.retention.archive import archived_until, pieces_archived_until
from meetings.evidence.sharing.record_sent import record_sent, shared_pieces
from meetings.evidence.sharing.sent_document import HeldItem
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord
from meetings.units import access
from meetings.units.membership import Membership
from meetings.units.visible_rows import VisibleRows


@dataclass(frozen=True)
class Appendix:
    """One piece of evidence.

    `title` and `url` are empty when the reader may not see it or it is hidden; `notes` say which parts are hidden,
    deleted, or kept for the archive only.
    """

    kind: str
    title: str
    url: str
    notes: list[str]


def record_supporting_evidence(record: ApprovalRecord, readers: Iterable[Membership]) -> None:
    """Record which evidence was shared with the meeting and who reads the minutes with it, by role.

    Call inside the transaction of the approval.

    Objections find these minutes by this record, and retention finds what must be kept for the archive.
    """
    minutes = record.minutes
    record_sent(
        kind=SentKind.APPROVED_MINUTES,
        meeting=minutes.meeting,
        pieces=shared_pieces(minutes.meeting),
        by=record.approved_by,
        recipients=Counter(row.role for row in readers),
        reference=record.content_hash[:16],
    )


def appendix_of(minutes: MinutesPage, user: AnyUser) -> list[Appendix]:
    """Return the appendix for `user`; empty without evidence. The number of queries does not grow with the evidence."""
    held = _held.objects(meeting=minutes.meeting_id)
    keys = [row.item_key for row in held if row.item_key is not None and row.deleted_on is None]
    items = MediaItem.objects.in_bulk(keys, field_name="key") if keys else {}
    kept = archived_until(items.values())
    pages = {row.evidence.pk: row.evidence for row in held if row.evidence is not None}
    kept_pages = pieces_archived_until(page for page in pages.values() if page.is_past and not page.emptied_on)
    seen = {pk for (pk,) in _visible.rows(user, meeting=minutes.meeting_id)} if pages else set()
    notes: dict[int, list[str]] = {pk: [] for pk in pages}
    for row in held:
        if row.item_key is not None and row.evidence_id in notes:
            notes[row.evidence_id] += _note(row, items.get(row.item_key), kept)
    return [_appendix(page, page.pk in seen, notes[page.pk], kept_pages.get(page.pk)) for page in pages.values()]


def _of_meeting() -> QuerySet[HeldItem]:
    return HeldItem.objects.filter(
        document__kind=SentKind.APPROVED_MINUTES, document__meeting=Parameter("meeting", BigAutoField())
    )


_held = CompiledQuery(
    lambda: _of_meeting().select_related("evidence__meeting").defer("evidence__handed_in_at", "evidence__body")
)
_visible = VisibleRows(
    lambda user: (
        access.visible_to(user, Evidence).filter(pk__in=_of_meeting().values("evidence")).values_list("pk").order_by()
    )
)


def _appendix(page: Evidence, is_seen: bool, notes: Iterable[str], kept_until: date | None) -> Appendix:
    kind = str(EvidenceKind(page.kind).label)
    if kept_until is not None and page.withdrawn_at is None:
        return Appendix(kind, "", "", [_kept_words("", kept_until)])
    if page.is_hidden:
        return Appendix(kind, "", "", [page.hidden_words])
    return Appendix(kind, page.title if is_seen else "", page.get_url() if is_seen else "", list(notes))


def _note(row: HeldItem, item: MediaItem | None, kept: dict[UUID, date]) -> list[str]:
    if item is None:
        if row.deleted_on is None:
            return []
        return [deleted_text(sentence_subject(row.item_kind), row.deleted_on)]
    if item.is_withdrawn:
        return [item.hidden_words]
    if item.is_past:
        until = kept.get(item.key)
        if until is not None:
            return [_kept_words(row.item_kind, until)]
        return [item.hidden_words]
    return []


def _kept_words(kind: str, until: date) -> str:
    facts = {"what": sentence_subject(kind), "date": format_date(until)}
    return _("%(what)s is kept for the archive until %(date)s and shown to nobody.") % facts
