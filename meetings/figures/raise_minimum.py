"""The minimum count of a type was raised: what is stored already is hidden by it too."""

from dataclasses import replace
from typing import Any

from django.db import transaction

from foundation import audit
from meetings.figures.models import Dataset
from meetings.figures.table import Table
from meetings.figures.values import MISSING, SUPPRESSED
from meetings.figures.write import Facts, write
from snippets.dataset_type import DatasetType
from snippets.enums import Measure


def raise_minimum(type: DatasetType, *, by: Any) -> int:
    """Hides further in all figures of `type` that were stored under a smaller minimum; returns in how many. What is
    hidden by it is gone: lowering the minimum again shows nothing of it."""
    with transaction.atomic():
        lower = Dataset.objects.select_for_update(of=("self",)).filter(type=type, minimum_count__lt=type.minimum_count)
        datasets = list(lower.select_related("type", "evidence").order_by("pk"))
        for dataset in datasets:
            under(dataset, type.minimum_count, by=by)
    return len(datasets)


def under(dataset: Dataset, minimum: int, *, by: Any) -> None:
    """The figures as `minimum` lets them be shown; nothing of them where fewer persons stand behind the whole."""
    table, answers, rate = None, dataset.respondent_count, dataset.response_rate
    if answers is not None and answers < minimum:
        table, answers, rate = _all_hidden(dataset.figures), None, None
    facts = Facts(
        type=dataset.type,
        title=dataset.title,
        measure=Measure(dataset.measure),
        period=dataset.period,
        source=dataset.source,
        respondent_count=answers,
        response_rate=rate,
        minimum_count=minimum,
    )
    write(dataset, facts, table, by=by)
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
