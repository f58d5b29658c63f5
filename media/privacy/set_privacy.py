"""Set the legal basis, purpose and date of deletion of a file or contribution."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from accounts.user import User
from foundation import audit
from foundation.errors import Refusal, Refusals
from foundation.text.danish_formats import format_date
from media.enums import DepictsChildren, LegalBasis
from media.media_item import MediaItem
from media.privacy.retention_days import latest_date
from media.protected import PRIVACY_FIELDS, ProtectedModel


class PrivacyRefused(Refusal):
    """The choices contradict each other; `field` names the form field."""


@dataclass(frozen=True)
class PrivacyAnswers:
    """Answers of the privacy form; None leaves a field unchanged."""

    legal_basis: str | None = None
    depicts_children: str | None = None
    purpose: str | None = None
    consent_note: str | None = None
    delete_after: date | None = None

    @property
    def says_nothing(self) -> bool:
        return all(getattr(self, name) is None for name in PRIVACY_FIELDS)


def set_privacy(*, item: MediaItem, answers: PrivacyAnswers, by: User, today: date) -> MediaItem:
    """Save the answers for a file. The calling action checks whether `by` may.

    A clearance for the leader forum lapses when legal basis or children change. Raises PrivacyRefused.
    """
    before = (item.legal_basis, item.depicts_children)
    write_privacy(item, answers, today=today)
    fields = list(PRIVACY_FIELDS)
    lapses = bool(item.forum_basis) and before != (item.legal_basis, item.depicts_children)
    if lapses:
        item.forum_basis, item.forum_basis_by, item.forum_basis_at = "", None, None
        fields += ["forum_basis", "forum_basis_by", "forum_basis_at"]
    with transaction.atomic():
        item.save(update_fields=fields)
        audit.record(
            "media.privacy",
            item,
            by=by,
            legal_basis=item.legal_basis,
            delete_after=item.delete_after.isoformat() if item.delete_after else None,
            forum_clearance_lapsed=lapses,
        )
    return item


def write_privacy(row: ProtectedModel, answers: PrivacyAnswers, *, today: date) -> None:
    """Set the answers on `row`, without saving. Raises PrivacyRefused with every error, and then sets nothing."""
    basis = row.legal_basis if answers.legal_basis is None else answers.legal_basis
    depicts = answers.depicts_children or row.depicts_children
    if basis == LegalBasis.NO_PERSONS and not answers.depicts_children and depicts == DepictsChildren.IDENTIFIABLE:
        depicts = DepictsChildren.NOT_IDENTIFIABLE
    wrong = Refusals()
    for field, message in _contradictions(basis, depicts, answers.delete_after, latest_date(row), today).items():
        wrong.add(PrivacyRefused(message, field=field))
    wrong.raise_any()
    row.legal_basis, row.depicts_children = basis, depicts
    row.delete_after = answers.delete_after or row.delete_after
    row.purpose = row.purpose if answers.purpose is None else answers.purpose.strip()
    row.consent_note = row.consent_note if answers.consent_note is None else answers.consent_note.strip()


def _contradictions(basis: str, depicts: str, delete_after: date | None, last: date, today: date) -> dict[str, str]:
    """Return errors by field. An empty basis is allowed in a draft."""
    wrong = {}
    if basis and basis not in LegalBasis.values:
        wrong["legal_basis"] = gettext("Choose one of the legal bases.")
    if depicts not in DepictsChildren.values:
        wrong["depicts_children"] = gettext("Say whether children can be recognised.")
    if basis == LegalBasis.NO_PERSONS and depicts == DepictsChildren.IDENTIFIABLE:
        wrong["legal_basis"] = gettext(
            "When children can be recognised, the legal basis can't be that there are no recognisable persons."
        )
    if delete_after is not None and delete_after <= today:
        wrong["delete_after"] = gettext("Choose a date of deletion in the future.")
    if delete_after is not None and delete_after > last:
        wrong["delete_after"] = gettext("It can be kept until %(date)s at the longest.") % {"date": format_date(last)}
    return wrong
