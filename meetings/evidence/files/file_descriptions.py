"""Write what a file shows, its legal basis and its date of deletion, within an action."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.user import User
from foundation.errors import Refusal, Refusals
from media.media_item import MediaItem
from media.privacy.set_privacy import PrivacyAnswers, PrivacyRefused, set_privacy
from meetings.evidence.body import set_body, with_caption
from meetings.evidence.files.load_media import items_by_key
from meetings.evidence.models import Evidence


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


def save_descriptions(evidence: Evidence, media: Mapping[UUID, Description], *, by: User, today: date) -> None:
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


def _write_words(evidence: Evidence, item: MediaItem, description: Description) -> None:
    """Save the text fields of its kind; a required title is that of `evidence`."""
    answers = {question.name: getattr(description, question.name) for question in item.spec.questions}
    if "title" in item.spec.required:
        answers["title"] = evidence.title[:150]
    given = {name: answer.strip() for name, answer in answers.items() if answer is not None}
    for name, answer in given.items():
        setattr(item, name, answer)
    if given:
        item.save(update_fields=list(given))


def _write_privacy(item: MediaItem, description: Description, *, by: User, today: date) -> None:
    if description.says_nothing:
        return
    try:
        set_privacy(item=item, answers=description, by=by, today=today)
    except PrivacyRefused as refused:
        wrong = Refusals()
        for one in refused.every:
            wrong.add(DescriptionRefused(one.message, field=one.field, key=item.key))
        wrong.raise_any()
