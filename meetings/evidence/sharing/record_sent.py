"""Record that a document which holds evidence was sent, exported or frozen."""

from collections.abc import Container, Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.user import User
from meetings.evidence.enums import SentKind
from meetings.evidence.files.load_media import media_items_of
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.sent_document import HeldItem, SentDocument
from meetings.evidence.visible_text import with_visible_text
from meetings.meeting.pages import MeetingPage


def record_sent(
    *,
    kind: SentKind,
    meeting: MeetingPage | None,
    pieces: Iterable[Evidence],
    by: User | None,
    recipients: Mapping[str, int] | None = None,
    reference: str = "",
    only_files: Container[UUID] | None = None,
) -> SentDocument:
    """Record the document and the pieces and files it holds.

    Every action that sends or exports something that shows evidence calls this inside its transaction, with the pieces
    it shows. Their files are recorded as shown at this moment; hidden ones are not in the document. `only_files`: the
    keys of the files that it holds, where it does not hold all.
    """
    today = timezone.localdate()
    with transaction.atomic():
        document = SentDocument.objects.create(
            kind=kind, meeting=meeting, made_by=by, recipients=dict(recipients or {}), reference=reference[:80]
        )
        rows = []
        for piece in pieces:
            rows.append(HeldItem(document=document, evidence=piece))
            rows += [
                HeldItem(document=document, evidence=piece, item_key=item.key, item_kind=item.kind)
                for _placed, item in media_items_of(piece)
                if item.is_shown_on(today) and (only_files is None or item.key in only_files)
            ]
        HeldItem.objects.bulk_create(rows)
    return document


def shared_pieces(meeting: MeetingPage) -> list[Evidence]:
    """Return the evidence that the meeting can see now."""
    rows = Evidence.objects.filter(with_visible_text(), meeting=meeting).exclude(audience="unit")
    return list(rows.order_by("shared_at", "pk"))
