"""Find the sent or exported documents that hold a piece of evidence or a file."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.roles import Role
from meetings.evidence.enums import SentKind
from meetings.evidence.sharing.sent_document import SentDocument


@dataclass(frozen=True)
class HoldingDocument:
    """One document as shown in a list. It never contains a title or a name."""

    what: str
    when: datetime
    to: str
    reference: str


def documents_holding(*, evidence_id: int, key: UUID | None) -> list[HoldingDocument]:
    """Return the documents with the file `key`, or without a key those with the piece; newest first. At most two
    queries.
    """
    held = {"holds__item_key": key} if key is not None else {"holds__evidence": evidence_id}
    rows = SentDocument.objects.filter(**held).distinct().select_related("meeting__cycle")
    return [
        HoldingDocument(
            what=_what(document),
            when=document.made_at,
            to=_to(document.recipients),
            reference=document.reference,
        )
        for document in rows
    ]


def _what(document: SentDocument) -> str:
    kind = str(SentKind(document.kind).label)
    if document.meeting is None:
        return kind
    return f"{kind} {document.meeting.cycle.school_year}"


def _to(recipients: dict[str, int]) -> str:
    """Return the recipients as "2 × Consultant and 1 × Agreement holder", in the order of the roles."""
    parts = [f"{recipients[role.value]} × {role.label}" for role in Role if recipients.get(role.value)]
    return get_text_list(parts, _("and")) if parts else _("nobody outside the system")
