"""Privacy of the text of a contribution: legal basis, whether a child can be identified, and the date of deletion.

A story can identify a child without a picture. So the contribution itself has the same fields as every file: legal
basis, purpose, children, and a date of deletion, which is that of the whole. No file of it is kept longer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.errors import Refusal, Refusals
from foundation.text.danish_formats import date as danish_date
from media.enums import DepictsChildren, LegalBasis
from media.media_item import MediaItem
from media.privacy.retention import keep_days, most_days
from media.privacy.set_privacy import PrivacyRefused, known_basis, refuse_contradictions
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.kind_specs import spec_of
from meetings.evidence.pages import EvidencePage

#: Kinds with a retention period of their own; all others use "words".
_OWN_DAYS = {EvidenceKind.CHILDRENS_VOICE.value: "childrens_voice", EvidenceKind.FIGURES.value: "figures"}


class PieceRefused(Refusal):
    """The privacy answers for the contribution contradict each other; `field` names the form field."""


@dataclass(frozen=True)
class WordsPrivacy:
    """Privacy answers for the contribution itself. None leaves a field unchanged."""

    legal_basis: str | None = None
    depicts_children: str | None = None
    purpose: str | None = None
    consent_note: str | None = None
    delete_after: date | None = None


def words_kept_until(kind: str, today: date) -> date:
    """Return the default date of deletion.

    Text beside a photo, film, recording or document is kept as long as that kind of file; other text as long as the
    municipality has decided for its kind.
    """
    shape = spec_of(kind)
    if shape.main and shape.medium is not None:
        return today + timedelta(days=keep_days(shape.medium.value))
    return today + timedelta(days=keep_days(_OWN_DAYS.get(str(kind), "words")))


def children_in(kind: str) -> str:
    """Return the default: a child can be recognised, except in figures, where small numbers are suppressed."""
    return DepictsChildren.NONE if kind == EvidenceKind.FIGURES else DepictsChildren.IDENTIFIABLE


def latest_date_of_piece(evidence: EvidencePage, most: int | None = None) -> date:
    """Return the last date of deletion that may be chosen, counted from the day the piece was begun.

    `most` as in `media.privacy.retention.latest_date`.
    """
    return timezone.localdate(evidence.begun_at) + timedelta(days=most_days() if most is None else most)


def lives_with_its_files(evidence: EvidencePage, files: Sequence[object]) -> bool:
    """Whether the files are the main content, so that the text is deleted on the same day."""
    return bool(spec_of(evidence.kind).main and spec_of(evidence.kind).medium and files)


def write_words_privacy(evidence: EvidencePage, said: WordsPrivacy, *, today: date) -> None:
    """Set the answers on `evidence`, unsaved. Call it inside the transaction of an action. Raises PieceRefused."""
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


def no_file_is_kept_longer(evidence: EvidencePage, files: Iterable[MediaItem]) -> None:
    """Ensure that no file outlives its contribution.

    Where the files are the main content, the contribution takes the latest of their dates; else a file with a later
    date is refused. Leaves `evidence` unsaved; call it inside the transaction of an action. Raises PieceRefused.
    """
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
