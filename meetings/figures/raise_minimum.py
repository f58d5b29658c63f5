"""Apply a higher minimum count, of a type or of linked figures, to datasets that are already stored."""

from dataclasses import replace

from django.db import transaction

from accounts.user import User
from foundation import audit
from meetings.figures.linked_figures import LinkedFigures, datasets_of_unit, find_linked_figures
from meetings.figures.models import Dataset
from meetings.figures.save_figures import dataset_facts, write_dataset
from meetings.figures.table import Table
from meetings.figures.values import MISSING, SUPPRESSED
from snippets.dataset_type import DatasetType


def raise_minimum(type: DatasetType, *, by: User | None) -> int:
    """Suppress further in all datasets of `type` that were stored under a smaller minimum; return how many.
    Suppressed numbers are not stored, so lowering the minimum again does not bring them back."""
    with transaction.atomic():
        lower = Dataset.objects.select_for_update(of=("self",)).filter(type=type, minimum_count__lt=type.minimum_count)
        datasets = list(lower.select_related("type", "evidence").order_by("pk"))
        for dataset in datasets:
            apply_minimum(dataset, type.minimum_count, by=by)
    return len(datasets)


def raise_minimum_of_linked(dataset: Dataset, *, by: User | None) -> None:
    """Suppress in the unit's linked datasets what `dataset` suppresses under its higher minimum."""
    shown = dataset.figures
    for same in find_linked_figures(
        shown, dataset_facts(dataset), dataset.meeting_id, datasets_of_unit(dataset.unit_id, but=dataset.pk)
    ):
        if is_raised_by(same, dataset.minimum_count, shown):
            apply_minimum(same.dataset, dataset.minimum_count, by=by)


def is_raised_by(same: LinkedFigures, minimum: int, table: Table) -> bool:
    return same.dataset.minimum_count < minimum and same.shows(table) > 0


def apply_minimum(dataset: Dataset, minimum: int, *, by: User | None) -> None:
    """Save the dataset suppressed by `minimum`; every figure is suppressed when fewer persons than that answered."""
    facts, table = replace(dataset_facts(dataset), minimum_count=minimum), None
    if facts.respondent_count is not None and facts.respondent_count < minimum:
        facts, table = replace(facts, respondent_count=None, response_rate=None), _all_hidden(dataset.figures)
    write_dataset(dataset, facts, table, by=by)
    unit = dataset.unit_id
    audit.record("figures.minimum_raised", dataset.evidence, by=by, unit_id=unit, dataset=dataset.pk, minimum=minimum)


def _all_hidden(table: Table) -> Table:
    rows = [
        replace(
            row,
            cells=tuple(cell if cell == MISSING else SUPPRESSED for cell in row.cells),
            count=SUPPRESSED if row.count not in (None, MISSING) else row.count,
        )
        for row in table.rows
    ]
    return replace(table, rows=tuple(rows))
