"""Writes figures as they may be shown, and nothing else of them."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation import cpr
from foundation.errors import Refusal
from meetings.figures.hiding import hide
from meetings.figures.models import Dataset
from meetings.figures.reading.refusals import HoldsCpr
from meetings.figures.signals import figures_changed
from meetings.figures.table import Table
from snippets.dataset_type import DatasetType
from snippets.enums import Measure


class TooFewAnswers(Refusal):
    """Fewer persons stand behind the whole than may."""


class MinimumLowered(Refusal):
    """A unit may only raise the minimum count of a type."""


@dataclass(frozen=True)
class Facts:
    """What figures are, besides the figures. `minimum_count` None is that of the type."""

    type: DatasetType
    title: str
    measure: Measure
    period: str = ""
    source: str = ""
    respondent_count: int | None = None
    response_rate: Decimal | None = None
    minimum_count: int | None = None
    breaks: tuple[str, ...] = field(default=())

    @property
    def minimum(self) -> int:
        return self.minimum_count or self.type.minimum_count

    @property
    def decimals(self) -> int:
        return 0 if self.measure == Measure.COUNT else self.type.decimals


def require_sound(facts: Facts) -> None:
    """Raises MinimumLowered, TooFewAnswers, HoldsCpr."""
    if facts.minimum < facts.type.minimum_count:
        raise MinimumLowered(
            _("You can raise the minimum of %(minimum)s, but not lower it.") % {"minimum": facts.type.minimum_count},
            field="minimum_count",
        )
    if facts.respondent_count is not None and facts.respondent_count < facts.minimum:
        raise TooFewAnswers(
            ngettext(
                "There must be at least %(minimum)s answer behind the figures, so these can't be shown.",
                "There must be at least %(minimum)s answers behind the figures, so these can't be shown.",
                facts.minimum,
            )
            % {"minimum": facts.minimum},
            field="respondent_count",
        )
    if any(map(cpr.holds, (facts.title, facts.period, facts.source))):
        raise HoldsCpr


def as_shown(table: Table, facts: Facts) -> Table:
    """Rounded, and with what must not be seen hidden."""
    rounded = table.rounded(facts.decimals)
    return hide(rounded, measure=facts.measure, minimum=facts.minimum, respondents=facts.respondent_count)


def write(dataset: Dataset, facts: Facts, table: Table | None, *, by: Any) -> None:
    """Fills `dataset` and saves it, inside the transaction of a verb. Without a table the figures stay, and are hidden
    further where the facts ask for it. Raises MinimumLowered, TooFewAnswers, HoldsCpr."""
    require_sound(facts)
    before = None if dataset.pk is None else (dataset.table, dataset.is_confidential)
    if table is None:
        table = dataset.figures
    dataset.type = facts.type
    dataset.measure = facts.measure
    dataset.title = facts.title.strip()
    dataset.period = facts.period.strip()
    dataset.source = facts.source.strip()
    dataset.respondent_count = facts.respondent_count
    dataset.response_rate = facts.response_rate
    dataset.minimum_count = facts.minimum
    dataset.decimals = facts.decimals
    dataset.table = as_shown(table, facts).as_json()
    names = {one["name"] for one in (*dataset.table["columns"], *dataset.table["rows"])}
    dataset.breaks = [name for name in (facts.breaks or dataset.breaks) if name in names]
    dataset.full_clean()
    dataset.save()
    if before is not None and before != (dataset.table, dataset.is_confidential):
        figures_changed.send(Dataset, dataset=dataset, by=by)
