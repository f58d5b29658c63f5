"""How figures are shown: as which chart, and what they say."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from meetings.evidence.body import ShownFigures, put, raw_of, with_figures
from meetings.evidence.change_figures import NoFigures, dataset_of
from meetings.evidence.gathering import require_open
from meetings.evidence.pages import EvidencePage
from meetings.evidence.permissions import may_edit
from meetings.evidence.versions import claim, keep
from meetings.figures.chart_of import MOST_CATEGORIES, MOST_SERIES, chart_names, fits_a_chart


class TooMuchForAChart(Refusal):
    """More lines or bars than anybody can read."""


def show_figures(
    *,
    evidence: EvidencePage,
    seen: int,
    chart: str,
    message: str,
    rows_are_series: bool,
    breaks: list[str],
    by: User,
) -> EvidencePage:
    """`chart` is a ChartKind, or empty for the table alone; `breaks` are names of categories before which the series
    is broken. Raises NotAllowed, IsWithdrawn, GatheringIsOver, EditedMeanwhile, NoFigures, TooMuchForAChart."""
    if not may_edit(by, evidence):
        raise NotAllowed(_("Only the person who made this draft and the leaders can change it."))
    require_open(evidence)
    with transaction.atomic():
        current = claim(evidence, seen)
        dataset = dataset_of(current)
        if dataset is None:
            raise NoFigures(_("There are no figures in it."))
        if chart and not fits_a_chart(dataset.figures, rows_are_series):
            raise TooMuchForAChart(
                _(
                    "A chart has room for %(series)s lines or colours and %(categories)s names along it. Turn it "
                    "round, show the table alone, or bring fewer figures."
                )
                % {"series": MOST_SERIES, "categories": MOST_CATEGORIES},
                field="chart",
            )
        names, _series = chart_names(dataset.figures, rows_are_series)
        dataset.breaks = [name for name in breaks if name in names]
        dataset.save(update_fields=["breaks", "changed_at"])
        shown = ShownFigures(dataset.pk, chart, message.strip(), rows_are_series)
        put(current, with_figures(raw_of(current), shown))
        keep(current, by=by)
        audit.record("evidence.figures_shown", current, by=by, unit_id=current.unit_id, chart=chart)
    return current
