"""Charts, their texts and the exported files hold no number that the table does not show."""

import io
import re

import pytest
from django.utils import translation
from openpyxl import load_workbook

from meetings.figures.build_chart import build_chart, charts_for
from meetings.figures.charts.chart_component import render_chart
from meetings.figures.export import as_csv, as_xlsx
from meetings.figures.models import Dataset
from meetings.figures.save_figures import DatasetFacts, suppress_dataset
from snippets.enums import Measure
from tests.meetings.figures.tables import table
from tests.meetings.figures.test_measure import OWN, TYPES, WORKPLACE

COUNTS = (table(["Elever"], {"Rød": [3], "Blå": [17], "Gul": [29], "I alt": [49]}), OWN, Measure.COUNT, None)
SHARES = (
    table(["Enig", "Hverken", "Uenig"], {"Ro": [58, 36, 6], "Tillid": [47, 32, 21]}, {"Ro": 43, "Tillid": 43}),
    WORKPLACE, Measure.SHARE, 43,
)  # fmt: skip


@pytest.mark.parametrize(("read", "kind", "measure", "respondents"), [COUNTS, SHARES], ids=["persons", "shares"])
def test_no_suppressed_number_is_in_charts_or_exports(read, kind, measure, respondents):
    facts = DatasetFacts(type=TYPES[kind], title="Svar", measure=measure, respondent_count=respondents)
    shown = suppress_dataset(read, facts)
    dataset = Dataset(
        type=facts.type, title=facts.title, measure=measure, respondent_count=shown.respondents,
        minimum_count=facts.minimum, decimals=facts.decimals, table=shown.table.as_json(),
    )  # fmt: skip
    secrets = _numbers(read) - _numbers(shown.table)
    assert secrets, "something is suppressed"
    for text in _what_leaves(dataset, measure):
        assert not secrets & {int(number) for number in re.findall(r"(?<![\d.,])\d+(?![\d.,])", text)}


def _numbers(figures):
    return {int(cell.number) for row in figures.rows for cell in row.cells if cell.number is not None}


def _what_leaves(dataset, measure):
    """The texts of each chart, its description and its table, and the cells of both export files."""
    with translation.override("da"):
        for kind in charts_for(dataset.figures, measure):
            drawn = str(render_chart(build_chart(dataset, kind=kind, message="Det siger de", rows_are_series=False)))
            yield " ".join(re.findall(r">([^<>]+)<", drawn))
        yield as_csv(dataset).decode("utf-8-sig")
        sheet = load_workbook(io.BytesIO(as_xlsx(dataset))).active
        yield " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)
