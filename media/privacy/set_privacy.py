"""Set the legal basis and the date of deletion of an item."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from accounts.user import User
from foundation import audit
from foundation.errors import Refusal, Refusals
from media.enums import DepictsChildren, LegalBasis
from media.media_item import MediaItem

FIELDS = ("legal_basis", "depicts_children", "delete_after", "purpose", "consent_note")


class PrivacyRefused(Refusal):
    """The choices contradict each other; `field` names the form field."""


def set_privacy(
    *,
    item: MediaItem,
    by: User,
    today: date,
    legal_basis: str,
    delete_after: date | None,
    depicts_children: str = "",
    purpose: str | None = None,
    consent_note: str | None = None,
) -> MediaItem:
    """Set legal basis, date of deletion and, where given, the rest. The calling action checks whether `by` may.

    A clearance for the leader forum was based on what was known; it lapses when legal basis or children change. Raises
    PrivacyRefused.
    """
    before = (item.legal_basis, item.depicts_children)
    basis = known_basis(legal_basis)
    depicts = depicts_children or item.depicts_children
    if basis == LegalBasis.NO_PERSONS and not depicts_children and depicts == DepictsChildren.IDENTIFIABLE:
        depicts = DepictsChildren.NOT_IDENTIFIABLE
    refuse_contradictions(basis, depicts, delete_after, today)
    item.legal_basis, item.depicts_children, item.delete_after = basis, depicts, delete_after
    if purpose is not None:
        item.purpose = purpose.strip()
    if consent_note is not None:
        item.consent_note = consent_note.strip()
    fields = list(FIELDS)
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
            delete_after=delete_after.isoformat() if delete_after else None,
            forum_clearance_lapsed=lapses,
        )
    return item


def known_basis(value: str) -> str:
    """Return the basis, or "" for none yet (a draft). Raises PrivacyRefused for anything else."""
    if value and value not in LegalBasis.values:
        raise PrivacyRefused(gettext("Choose one of the legal bases."), field="legal_basis")
    return value


def refuse_contradictions(basis: str, depicts: str, delete_after: date | None, today: date) -> None:
    """Raise PrivacyRefused with every contradiction."""
    wrong = Refusals()
    if depicts not in DepictsChildren.values:
        wrong.add(PrivacyRefused(gettext("Say whether children can be recognised."), field="depicts_children"))
    if basis == LegalBasis.NO_PERSONS and depicts == DepictsChildren.IDENTIFIABLE:
        text = gettext(
            "When children can be recognised, the legal basis can't be that there are no recognisable persons."
        )
        wrong.add(PrivacyRefused(text, field="legal_basis"))
    if delete_after is not None and delete_after <= today:
        wrong.add(PrivacyRefused(gettext("Choose a date of deletion in the future."), field="delete_after"))
    wrong.raise_any()
