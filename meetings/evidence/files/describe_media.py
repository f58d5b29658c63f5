"""Save what a file shows, its legal basis and its date of deletion."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal, Refusals
from media.media_item import MediaItem
from media.privacy.set_privacy import PrivacyAnswers, PrivacyRefused, set_privacy
from meetings.evidence.body import set_body, with_caption
from meetings.evidence.evidence_versions import save_evidence_revision, take_evidence_version
from meetings.evidence.files.load_media import items_by_key
from meetings.evidence.models import Evidence
from meetings.evidence.permissions import may_edit
from meetings.evidence.retention.text_privacy import limit_file_retention


class DescriptionRefused(Refusal):
    """The description of a file contradicts itself. `key` identifies the file."""

    def __init__(self, message: str, *, field: str, key: UUID) -> None:
        super().__init__(message, field=field)
        self.key = key


@dataclass(frozen=True)
class Description(PrivacyAnswers):
    """Description of one file. None leaves a field unchanged."""

    alt_text: str | None = None
    caption: str | None = None
    transcript: str | None = None


def describe_media(
    *, evidence: Evidence, media: Mapping[UUID, Description], by: User, today: date, seen: int | None = None
) -> Evidence:
    """Save the descriptions of files of `evidence`, by key. Possible after the meeting too.

    Keys of other contributions' files are ignored. Raises NotAllowed, DescriptionRefused, PrivacyRefused,
    ChangedMeanwhile.
    """
    if not may_edit(by, evidence):
        raise NotAllowed(_("Only the person who made this draft and the leaders can change it."))
    with transaction.atomic():
        current = take_evidence_version(evidence, seen)
        write_descriptions(current, media, by=by, today=today)
        limit_file_retention(current, [item for _placed, item in items_by_key(current).values()])
        save_evidence_revision(current, by=by)
        audit.record("evidence.media_described", current, by=by, unit_id=current.unit_id, files=len(media))
    return current


def write_descriptions(evidence: Evidence, media: Mapping[UUID, Description], *, by: User, today: date) -> None:
    """Write the rows, and the captions into the unsaved body of `evidence`. Call it inside the transaction of an
    action.

    Raises DescriptionRefused for everything that is wrong with any file.
    """
    known, wrong = items_by_key(evidence), Refusals()
    for key, said in media.items():
        if key not in known:
            continue
        placed, item = known[key]
        _write_words(evidence, item, said)
        with wrong.collect():
            _write_privacy(item, said, by=by, today=today)
        if said.caption is not None:
            set_body(evidence, with_caption(evidence.body, placed.pk, said.caption.strip()))
    wrong.raise_any()


def _write_words(evidence: Evidence, item: MediaItem, said: Description) -> None:
    """Save the text fields of its kind; a required title is that of `evidence`."""
    answers = {question.name: getattr(said, question.name) for question in item.spec.questions}
    if "title" in item.spec.required:
        answers["title"] = evidence.title[:150]
    given = {name: answer.strip() for name, answer in answers.items() if answer is not None}
    for name, answer in given.items():
        setattr(item, name, answer)
    if given:
        item.save(update_fields=list(given))


def _write_privacy(item: MediaItem, said: Description, *, by: User, today: date) -> None:
    if said.says_nothing:
        return
    try:
        set_privacy(item=item, said=said, by=by, today=today)
    except PrivacyRefused as refused:
        wrong = Refusals()
        for one in refused.every:
            wrong.add(DescriptionRefused(one.message, field=one.field, key=item.key))
        wrong.raise_any()
