"""Confidential figures stay with the meeting: no example for the lederforum may use them."""

from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext as _

from foundation.errors import Refusal
from meetings.evidence.body import figures_in
from meetings.evidence.models import Evidence
from meetings.figures.models import Dataset
from snippets.enums import DatasetKind


class ConfidentialFigures(Refusal):
    """The figures may not be shown outside the meeting; the message states the rule."""


def confidential_datasets(evidence: Evidence | int | OuterRef) -> QuerySet[Dataset]:
    """Return the confidential datasets of `evidence`: a piece, its primary key or an OuterRef to it."""
    return Dataset.objects.filter(evidence=evidence, type__is_confidential=True)


def confidentiality_reason(evidence: Evidence) -> str:
    """Return a text on why this piece may not be shown outside the meeting; "" when it may."""
    if not figures_in(evidence.body):
        return ""  # most pieces: no query
    kinds = set(confidential_datasets(evidence).values_list("type__kind", flat=True))
    if DatasetKind.TEST in kinds:
        return _(
            "Test results are confidential (the Folkeskole Act, § 55 b). They are for this meeting alone: they can't "
            "be shown in the leader forum or to other units."
        )
    if kinds:
        return _("These figures are confidential. They are for this meeting alone, and can't be shown beyond it.")
    return ""


def require_not_confidential(evidence: Evidence | None) -> None:
    """Raise ConfidentialFigures when `evidence` has confidential figures."""
    if evidence is not None and (why := confidentiality_reason(evidence)):
        raise ConfidentialFigures(why)
