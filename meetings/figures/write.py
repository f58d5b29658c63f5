"""Writes figures as they may be shown, and nothing else of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation import cpr
from foundation.errors import Refusal
from meetings.figures.hiding import hide
from meetings.figures.hiding.beside import hide_beside
from meetings.figures.models import Dataset
from meetings.figures.reading.refusals import HoldsCpr
from meetings.figures.same_figures import Same, same_as, stored_beside
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


def facts_of(dataset: Dataset) -> Facts:
    """What is stored of a dataset, besides its figures."""
    return Facts(
        type=dataset.type,
        title=dataset.title,
        measure=Measure(dataset.measure),
        period=dataset.period,
        source=dataset.source,
        respondent_count=dataset.respondent_count,
        response_rate=dataset.response_rate,
        minimum_count=dataset.minimum_count,
    )


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


@dataclass(frozen=True)
class Shown:
    """`table` and `respondents` as they may be shown. `same` are stored figures that are the same; `hidden_there` those
    of them because of which more is hidden here."""

    table: Table
    respondents: int | None
    same: tuple[Same, ...] = ()
    hidden_there: tuple[Same, ...] = ()


def as_shown(table: Table, facts: Facts, meeting_id: int = 0, stored: Iterable[Dataset] = ()) -> Shown:
    """Rounded, and with what must not be seen hidden, also in view of what the unit has stored already."""
    rounded, answers = table.rounded(facts.decimals), facts.respondent_count
    same = same_as(rounded, facts, meeting_id, stored)
    shown = hide(rounded, measure=facts.measure, minimum=facts.minimum, respondents=answers)
    because = []
    for one in same:
        beside = hide_beside(
            shown, one.older, measure=facts.measure, minimum=facts.minimum, respondents=answers
        )  # fmt: skip
        if (beside.table, beside.respondents) != (shown, answers):
            because.append(one)
        shown, answers = beside.table, beside.respondents
    return Shown(shown, answers, tuple(same), tuple(because))


def write(dataset: Dataset, facts: Facts, table: Table | None, *, by: Any) -> None:
    """Fills `dataset` and saves it, inside the transaction of a verb. Without a table the figures stay, and are hidden
    further where the facts ask for it. Raises MinimumLowered, TooFewAnswers, HoldsCpr."""
    require_sound(facts)
    before = None if dataset.pk is None else (dataset.table, dataset.is_confidential)
    shown = as_shown(
        dataset.figures if table is None else table, facts, dataset.meeting_id, stored_beside(dataset.unit_id, dataset)
    )
    dataset.type = facts.type
    dataset.measure = facts.measure
    dataset.title = facts.title.strip()
    dataset.period = facts.period.strip()
    dataset.source = facts.source.strip()
    dataset.respondent_count = shown.respondents
    dataset.response_rate = facts.response_rate
    dataset.minimum_count = facts.minimum
    dataset.decimals = facts.decimals
    dataset.table = shown.table.as_json()
    names = {one["name"] for one in (*dataset.table["columns"], *dataset.table["rows"])}
    dataset.breaks = [name for name in (facts.breaks or dataset.breaks) if name in names]
    dataset.full_clean()
    dataset.save()
    if before is not None and before != (dataset.table, dataset.is_confidential):
        figures_changed.send(Dataset, dataset=dataset, by=by)
