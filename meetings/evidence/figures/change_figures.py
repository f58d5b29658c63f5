"""Replace the figures of a piece of evidence, or change the facts about them."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from meetings.evidence.body import figures_in
from meetings.evidence.contribution.open_for_evidence import require_open
from meetings.evidence.evidence_versions import bump_evidence_version, save_evidence_revision
from meetings.evidence.models import Evidence
from meetings.evidence.permissions import may_edit
from meetings.figures.models import Dataset
from meetings.figures.raise_minimum import raise_minimum_of_linked
from meetings.figures.save_figures import DatasetFacts, write_dataset
from meetings.figures.table import Table


class NoFigures(Refusal):
    """There are no figures to change."""


def change_figures(
    *, evidence: Evidence, expected_version: int, facts: DatasetFacts, table: Table | None, by: User
) -> Evidence:  # fmt: skip
    """Save the facts, and the figures where `table` holds new ones. Changes to shared evidence are shown at once.

    Raises NotAllowed, EvidenceWithdrawn, GatheringIsOver, ChangedMeanwhile, NoFigures, MinimumLowered, TooFewAnswers,
    ContainsCpr.
    """
    if not may_edit(by, evidence):
        raise NotAllowed(_("Only the person who made this draft and the leaders can change it."))
    require_open(evidence)
    with transaction.atomic():
        current = bump_evidence_version(evidence, expected_version)
        dataset = dataset_of_evidence(current)
        if dataset is None:
            raise NoFigures(_("There are no figures in it."))
        was = dataset.title
        write_dataset(dataset, facts, table, by=by)
        if current.is_shared:
            raise_minimum_of_linked(dataset, by=by)
        if current.title == was:
            current.title = dataset.title
        save_evidence_revision(current, by=by)
        audit.record("evidence.figures_changed", current, by=by, unit_id=current.unit_id, dataset=dataset.pk)
    return current


def dataset_of_evidence(evidence: Evidence) -> Dataset | None:
    """Return the dataset of this piece of evidence, or None. A dataset of another piece is never returned."""
    shown = figures_in(evidence.body)
    if not shown:
        return None  # most pieces: no query
    rows = Dataset.objects.select_related("type", "evidence").filter(
        evidence=evidence, pk__in=[one.pk for one in shown]
    )
    return rows.first()
