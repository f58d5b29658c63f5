"""Why the words of a contribution may be held, whether a child can be known from them, and until when.

A story can identify a child without a picture. So the contribution itself has what every file has: basis, purpose,
children, and a date of deletion, which is that of all of it. No file of it is kept longer.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.errors import Refusal, Refusals
from foundation.text.danish_formats import date as danish_date
from media.enums import DepictsChildren, LegalBasis
from media.privacy.retention import keep_days, most_days
from media.privacy.set_privacy import PrivacyRefused, known_basis, refuse_contradictions
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.kind_specs import spec_of
from meetings.evidence.pages import EvidencePage

#: Words that are not merely beside a file, by kind; all others are "words".
_OWN_DAYS = {EvidenceKind.CHILDRENS_VOICE.value: "childrens_voice", EvidenceKind.FIGURES.value: "figures"}


class PieceRefused(Refusal):
    """What was said of the contribution does not hold together; `field` names the form field."""


@dataclass(frozen=True)
class WordsPrivacy:
    """What is said of the contribution itself. None leaves a thing as it is."""

    legal_basis: str | None = None
    depicts_children: str | None = None
    purpose: str | None = None
    consent_note: str | None = None
    delete_after: date | None = None


def words_kept_until(kind: str, today: date) -> date:
    """When nobody says otherwise: words beside a photo, a film, a recording or a document live as long as it does,
    others as long as the municipality has decided for their kind."""
    shape = spec_of(kind)
    if shape.main and shape.medium is not None:
        return today + timedelta(days=keep_days(shape.medium.value))
    return today + timedelta(days=keep_days(_OWN_DAYS.get(str(kind), "words")))


def children_in(kind: str) -> str:
    """Until somebody says otherwise we take it that a child can be recognised; not in figures, where few are hidden."""
    return DepictsChildren.NONE if kind == EvidenceKind.FIGURES else DepictsChildren.IDENTIFIABLE


def latest_date_of_piece(evidence: EvidencePage, most: int | None = None) -> date:
    """The last date of deletion that anybody may choose: counted from the day it was begun. `most` as in
    `media.privacy.retention.latest_date`."""
    return timezone.localdate(evidence.begun_at) + timedelta(days=most_days() if most is None else most)


def lives_with_its_files(evidence: EvidencePage, files: Any) -> bool:
    """The files are the thing itself: the words beside them go on the same day."""
    return bool(spec_of(evidence.kind).main and spec_of(evidence.kind).medium and files)


def write_words_privacy(evidence: EvidencePage, said: WordsPrivacy, *, today: date) -> None:
    """On `evidence`, unsaved, inside the transaction of a verb. Raises PieceRefused."""
    wrong = Refusals()
    last = latest_date_of_piece(evidence)
    if said.delete_after is not None and said.delete_after > last:
        text = _("It can be kept until %(date)s at the longest.") % {"date": danish_date(last)}
        wrong.add(PieceRefused(text, field="delete_after"))
    try:
        basis = evidence.legal_basis if said.legal_basis is None else known_basis(said.legal_basis)
        depicts = said.depicts_children or evidence.depicts_children
        if basis == LegalBasis.NO_PERSONS and not said.depicts_children and depicts == DepictsChildren.IDENTIFIABLE:
            depicts = DepictsChildren.NOT_IDENTIFIABLE
        refuse_contradictions(basis, depicts, said.delete_after, today)
    except PrivacyRefused as refused:
        for one in refused.every:
            wrong.add(PieceRefused(one.message, field=one.field))
    wrong.raise_any()
    if said.delete_after is not None:
        evidence.delete_after = said.delete_after
    evidence.legal_basis, evidence.depicts_children = basis, depicts
    if said.purpose is not None:
        evidence.purpose = said.purpose.strip()
    if said.consent_note is not None:
        evidence.consent_note = said.consent_note.strip()


def no_file_is_kept_longer(evidence: EvidencePage, files: Any) -> None:
    """Where the files are the thing itself, the contribution takes the last of their dates. Else a file that would
    outlive it is refused. Inside the transaction of a verb, `evidence` unsaved. Raises PieceRefused."""
    dates = [item.delete_after for item in files if item.delete_after is not None]
    if not dates or evidence.delete_after is None:
        return
    if lives_with_its_files(evidence, dates):
        evidence.delete_after = min(max(dates), latest_date_of_piece(evidence))
    elif max(dates) > evidence.delete_after:
        raise PieceRefused(
            _("All of the contribution is deleted after %(date)s. No file of it can be kept longer than that.")
            % {"date": danish_date(evidence.delete_after)},
            field="delete_after",
        )
