"""Choose how figures are shown: the chart and the message."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from meetings.evidence.body import BodyFigures, set_body, with_figures
from meetings.evidence.contribution.open_for_evidence import require_open
from meetings.evidence.evidence_versions import bump_evidence_version, save_evidence_revision
from meetings.evidence.figures.change_figures import NoFigures, dataset_of_evidence
from meetings.evidence.models import Evidence
from meetings.evidence.permissions import may_edit
from meetings.figures.build_chart import MAX_BARS, MAX_SERIES, chart_names, charts_for
from meetings.figures.charts.chart import ChartKind
from meetings.figures.models import Dataset
from snippets.enums import Measure


class TooManyForChart(Refusal):
    """More series or bars than can be read."""


class ChartDoesNotFit(Refusal):
    """The kind of chart does not fit: a line for figures that are not over time, or shares that do not add up to a
    whole.
    """


def show_figures(
    *,
    evidence: Evidence,
    expected_version: int,
    chart: str,
    message: str,
    rows_are_series: bool,
    breaks: list[str],
    by: User,
) -> Evidence:
    """Save how the figures are shown.

    `chart` is a ChartKind, or "" for the table alone; `breaks` are names of categories before which the series is
    broken. Raises NotAllowed, EvidenceWithdrawn, GatheringIsOver, ChangedMeanwhile, NoFigures, TooManyForChart,
    ChartDoesNotFit.
    """
    if not may_edit(by, evidence):
        raise NotAllowed(_("Only the person who made this draft and the leaders can change it."))
    require_open(evidence)
    with transaction.atomic():
        current = bump_evidence_version(evidence, expected_version)
        dataset = dataset_of_evidence(current)
        if dataset is None:
            raise NoFigures(_("There are no figures in it."))
        if chart:
            require_fitting_chart(dataset, chart, rows_are_series)
        names, _series = chart_names(dataset.figures, rows_are_series)
        dataset.breaks = [name for name in breaks if name in names]
        dataset.save(update_fields=["breaks", "changed_at"])
        shown = BodyFigures(dataset.pk, chart, message.strip(), rows_are_series)
        set_body(current, with_figures(current.body, shown))
        save_evidence_revision(current, by=by)
        audit.record("evidence.figures_shown", current, by=by, unit_id=current.unit_id, chart=chart)
    return current


def require_fitting_chart(dataset: Dataset, chart: str, rows_are_series: bool) -> None:
    """Raise TooManyForChart or ChartDoesNotFit unless the chart fits the figures."""
    right = charts_for(dataset.figures, Measure(dataset.measure), rows_are_series)
    if not right:
        raise TooManyForChart(
            _(
                "A chart has room for %(series)s lines or colours and %(bars)s bars. Show the table alone, "
                "or use fewer figures."
            )
            % {"series": MAX_SERIES, "bars": MAX_BARS},
            field="chart",
        )
    if ChartKind(chart) not in right:
        why = {
            ChartKind.LINE: _("Lines are for figures over time: years, months or weeks."),
            ChartKind.DISTRIBUTION: _("A distribution is for percents that add up to 100 in each row."),
            ChartKind.BAR: _("There are too many bars to be read."),
        }
        raise ChartDoesNotFit(why[ChartKind(chart)], field="chart")
