"""Says what a file shows, why we may hold it, and until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal, Refusals
from foundation.text.danish_formats import date as danish_date
from media.media_item import MediaItem
from media.privacy.retention import latest_date
from media.privacy.set_privacy import PrivacyRefused, set_privacy
from meetings.evidence.body import put, raw_of, with_caption
from meetings.evidence.files.load_media import by_key
from meetings.evidence.pages import EvidencePage
from meetings.evidence.permissions import may_edit
from meetings.evidence.retention.text_privacy import no_file_is_kept_longer
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
    purpose: str | None = None
    delete_after: date | None = None


def describe_media(
    *, evidence: EvidencePage, media: Mapping[UUID, Description], by: User, today: date, seen: int | None = None
) -> EvidencePage:
    """Writes what is said of the files of `evidence`, by their keys; also after the meeting, because privacy goes on.

    Keys of other pages' files are ignored. Raises NotAllowed, DescriptionRefused, PieceRefused,
    ChangedMeanwhile.
    """
    if not may_edit(by, evidence):
        raise NotAllowed(_("Only the person who made this draft and the leaders can change it."))
    with transaction.atomic():
        current = claim(evidence, seen)
        write_descriptions(current, media, by=by, today=today)
        no_file_is_kept_longer(current, [item for _placed, item in by_key(current).values()])
        keep(current, by=by)
        audit.record("evidence.media_described", current, by=by, unit_id=current.unit_id, files=len(media))
    return current


def write_descriptions(evidence: EvidencePage, media: Mapping[UUID, Description], *, by: User, today: date) -> None:
    """Inside the transaction of a verb: the rows are written, the captions put in the body of `evidence`, unsaved.
    Raises DescriptionRefused for everything that is wrong with any file."""
    known, wrong = by_key(evidence), Refusals()
    for key, said in media.items():
        if key not in known:
            continue
        placed, item = known[key]
        _write_words(evidence, item, said)
        with wrong.collect():
            _write_privacy(item, said, by=by, today=today)
        if said.caption is not None:
            put(evidence, with_caption(raw_of(evidence), placed.pk, said.caption.strip()))
    wrong.raise_any()


def _write_words(evidence: EvidencePage, item: MediaItem, said: Description) -> None:
    """The answers to the questions of its kind; a title that is asked for is that of `evidence`."""
    answers = {question.name: getattr(said, question.name) for question in item.spec.questions}
    if "title" in item.spec.required:
        answers["title"] = evidence.title[:150]
    given = {name: answer.strip() for name, answer in answers.items() if answer is not None}
    for name, answer in given.items():
        setattr(item, name, answer)
    if given:
        item.save(update_fields=list(given))


def _write_privacy(item: MediaItem, said: Description, *, by: User, today: date) -> None:
    if said.legal_basis is said.depicts_children is said.consent_note is said.purpose is said.delete_after is None:
        return
    last, wrong = latest_date(item), Refusals()
    if said.delete_after is not None and said.delete_after > last:
        text = _("It can be kept until %(date)s at the longest.") % {"date": danish_date(last)}
        wrong.add(DescriptionRefused(text, field="delete_after", key=item.key))
    try:
        set_privacy(
            item=item,
            by=by,
            today=today,
            legal_basis=item.legal_basis if said.legal_basis is None else said.legal_basis,
            delete_after=item.delete_after if said.delete_after is None else said.delete_after,
            depicts_children=said.depicts_children or "",
            consent_note=said.consent_note,
            purpose=said.purpose,
        )
    except PrivacyRefused as refused:
        for one in refused.every:
            wrong.add(DescriptionRefused(one.message, field=one.field, key=item.key))
    wrong.raise_any()
