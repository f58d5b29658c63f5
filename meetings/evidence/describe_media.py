"""Says what a file shows, why we may hold it, and until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.danish_forms import date as danish_date
from foundation.errors import NotAllowed, Refusal
from media.enums import DepictsChildren, LegalBasis
from media.item import MediaItem
from media.models import Document, Film, Image
from meetings.evidence.body import put, raw_of, with_caption
from meetings.evidence.media_rows import by_key
from meetings.evidence.pages import EvidencePage
from meetings.evidence.permissions import may_edit
from meetings.evidence.versions import claim, keep


class DescriptionRefused(Refusal):
    """What was said of a file does not hold together. `key` tells of which file."""

    def __init__(self, message: str, *, field: str, key: UUID) -> None:
        super().__init__(message, field=field)
        self.key = key


@dataclass(frozen=True)
class Description:
    """What is said of one file. None leaves a thing as it is."""

    alt_text: str | None = None
    caption: str | None = None
    transcript: str | None = None
    depicts_children: str | None = None
    legal_basis: str | None = None
    consent_note: str | None = None
    delete_after: date | None = None


def describe_media(
    *, evidence: EvidencePage, media: Mapping[UUID, Description], by: User, today: date, seen: int | None = None
) -> EvidencePage:
    """Writes what is said of the files of `evidence`, by their keys; also after the meeting, because privacy goes on.

    Keys of other pages' files are ignored. Raises NotAllowed, DescriptionRefused, EditedMeanwhile.
    """
    if not may_edit(by, evidence):
        raise NotAllowed(_("Only the person who made this draft and the leaders can change it."))
    with transaction.atomic():
        current = claim(evidence, seen)
        write_descriptions(current, media, today=today)
        keep(current, by=by)
        audit.record("evidence.media_described", current, by=by, unit_id=current.unit_id, files=len(media))
    return current


def write_descriptions(evidence: EvidencePage, media: Mapping[UUID, Description], *, today: date) -> None:
    """Inside the transaction of a verb: the rows are written, the captions put in the body of `evidence`, unsaved."""
    known = by_key(evidence)
    for key, description in media.items():
        if key not in known:
            continue
        placed, item = known[key]
        _describe(item, description, today=today)
        if isinstance(item, Film | Document):
            item.title = evidence.title[:150]
        item.save()
        if description.caption is not None:
            put(evidence, with_caption(raw_of(evidence), placed.medium, placed.pk, description.caption.strip()))


def _describe(item: MediaItem, said: Description, *, today: date) -> None:
    if said.alt_text is not None and isinstance(item, Image):
        item.alt_text = said.alt_text.strip()
    if said.transcript is not None and isinstance(item, Film):
        item.transcript = said.transcript.strip()
    if said.depicts_children is not None:
        item.depicts_children = said.depicts_children
    if said.legal_basis is not None:
        item.legal_basis = said.legal_basis
    if said.consent_note is not None:
        item.consent_note = said.consent_note.strip()
    if said.delete_after is not None and said.delete_after != item.delete_after:
        _require_sensible_date(item, said.delete_after, today=today)
        item.delete_after = said.delete_after
    if item.legal_basis == LegalBasis.NO_PERSONS and item.depicts_children == DepictsChildren.IDENTIFIABLE:
        raise DescriptionRefused(
            _("You wrote that children can be recognised. Then “No recognisable persons” cannot be the basis."),
            field="legal_basis",
            key=item.key,
        )


def _require_sensible_date(item: MediaItem, wish: date, *, today: date) -> None:
    last = today + timedelta(days=settings.MEDIA_KEEP_AT_MOST_DAYS)
    if wish < today:
        raise DescriptionRefused(_("The date of deletion has passed."), field="delete_after", key=item.key)
    if wish > last:
        raise DescriptionRefused(
            _("It can be kept until %(date)s at the longest.") % {"date": danish_date(last)},
            field="delete_after",
            key=item.key,
        )
