"""Suppress figures and store what may be shown; suppressed numbers are not stored."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.user import User
from foundation import cpr
from foundation.errors import Refusal, Refusals
from meetings.figures.linked_figures import LinkedFigures, datasets_to_compare, find_linked_figures
from meetings.figures.measure import MeasureGuess, measure_of
from meetings.figures.models import Dataset
from meetings.figures.parsing.refusals import ContainsCpr
from meetings.figures.signals import figures_changed
from meetings.figures.suppression import suppress
from meetings.figures.suppression.compare_tables import leaves_few_persons, smallest_count
from meetings.figures.suppression.linked_tables import suppress_linked
from meetings.figures.table import Table
from snippets.dataset_type import DatasetType
from snippets.enums import Measure


class TooFewAnswers(Refusal):
    """Fewer persons answered than the minimum count."""


class MinimumLowered(Refusal):
    """A unit may raise the minimum count of a type, not lower it."""


@dataclass(frozen=True)
class DatasetFacts:
    """Facts about figures, apart from the table. `minimum_count` None means that of the type. `percents` are the
    columns in which a figure was written with a percent sign."""

    type: DatasetType
    title: str
    measure: Measure
    period: str = ""
    source: str = ""
    respondent_count: int | None = None
    response_rate: Decimal | None = None
    minimum_count: int | None = None
    breaks: tuple[str, ...] = field(default=())
    percents: frozenset[str] = frozenset()

    @property
    def minimum(self) -> int:
        return self.minimum_count or self.type.minimum_count

    @property
    def decimals(self) -> int:
        return 0 if self.measure == Measure.COUNT else self.type.decimals


def dataset_facts(dataset: Dataset) -> DatasetFacts:
    """Return the stored facts of a dataset."""
    return DatasetFacts(
        type=dataset.type,
        title=dataset.title,
        measure=Measure(dataset.measure),
        period=dataset.period,
        source=dataset.source,
        respondent_count=dataset.respondent_count,
        response_rate=dataset.response_rate,
        minimum_count=dataset.minimum_count,
    )


def require_valid_facts(facts: DatasetFacts) -> None:
    """Raises MinimumLowered, TooFewAnswers, ContainsCpr."""
    wrong = Refusals()
    if facts.minimum < facts.type.minimum_count:
        least = {"minimum": facts.type.minimum_count}
        text = _("You can raise the minimum of %(minimum)s, but not lower it.") % least
        wrong.add(MinimumLowered(text, field="minimum_count"))
    if facts.respondent_count is not None and facts.respondent_count < facts.minimum:
        text = ngettext(
            "There must be at least %(minimum)s answer behind the figures, so these can't be shown.",
            "There must be at least %(minimum)s answers behind the figures, so these can't be shown.",
            facts.minimum,
        )
        wrong.add(TooFewAnswers(text % {"minimum": facts.minimum}, field="respondent_count"))
    if any(map(cpr.holds, (facts.title, facts.period, facts.source))):
        wrong.add(ContainsCpr())
    wrong.raise_any()


@dataclass(frozen=True)
class PublishableFigures:
    """`table` and `respondents` as they may be shown. `linked` are stored datasets that may be about the same
    persons; more is suppressed here because of `narrowed` (the same cells) and `undecided` (possibly the same
    persons)."""

    table: Table
    respondents: int | None
    linked: tuple[LinkedFigures, ...] = ()
    narrowed: tuple[LinkedFigures, ...] = ()
    undecided: tuple[LinkedFigures, ...] = ()


def determine_dataset_measure(facts: DatasetFacts, table: Table) -> MeasureGuess:
    """Determine the measure from type and content; see `measure_of`."""
    return measure_of(
        table,
        type=facts.type,
        chosen=facts.measure,
        title=facts.title,
        percents=facts.percents,
        respondents=facts.respondent_count,
    )


def suppress_dataset(
    table: Table, facts: DatasetFacts, meeting_id: int = 0, stored: Iterable[Dataset] = ()
) -> PublishableFigures:
    """Round the figures and suppress what must not be shown, also in view of the unit's `stored` datasets."""
    rounded, answers = table.rounded(facts.decimals), facts.respondent_count
    linked = find_linked_figures(rounded, facts, meeting_id, stored)
    fewest = _fewest_behind(rounded, facts, linked)
    have_counts = any(smallest_count(one.older.table, one.older.measure, None) is not None for one in linked)
    alone = suppress(
        rounded, measure=facts.measure, minimum=facts.minimum, respondents=fewest, other_tables_have_counts=have_counts
    )
    if facts.measure == Measure.COUNT and answers is not None and leaves_few_persons(rounded, answers, facts.minimum):
        # 41 answers and 38 persons in the table leave three for something else: the number of answers is not shown.
        alone, answers = suppress(rounded, measure=facts.measure, minimum=facts.minimum), None
    if facts.measure == Measure.SHARE and not table.has_counts and len(table.rows) > 1 and alone.hides_any:
        answers = None  # 11,6 % and 83,7 % are of 43; of 45 answers that leaves two for the other group
    result = suppress_linked(
        alone, [one.older for one in linked], truth=rounded, measure=facts.measure, minimum=facts.minimum,
        respondents=answers,
    )  # fmt: skip
    return PublishableFigures(
        result.table,
        result.respondents,
        tuple(linked),
        tuple(linked[number] for number in result.narrowed),
        tuple(linked[number] for number in result.undecided),
    )


def _fewest_behind(table: Table, facts: DatasetFacts, linked: Iterable[LinkedFigures]) -> int | None:
    """The number of answers. For shares without numbers of their own, the smallest number of persons in linked
    datasets if that is lower: 13 % of the 23 pupils in another table are three."""
    answers = facts.respondent_count
    if facts.measure != Measure.SHARE or table.has_counts:
        return answers
    smallest = [smallest_count(one.older.table, one.older.measure, one.older.respondents) for one in linked]
    known = [int(number) for number in smallest if number is not None]
    return min([*known, *([] if answers is None else [answers])], default=None)


def write_dataset(dataset: Dataset, facts: DatasetFacts, table: Table | None, *, by: User | None) -> None:
    """Fill `dataset` and save it, inside the transaction of an action.

    With `table` None the stored figures stay, suppressed further where the facts ask for it. Raises MinimumLowered,
    TooFewAnswers, ContainsCpr.
    """
    require_valid_facts(facts)
    before = None if dataset.pk is None else (dataset.table, dataset.is_confidential)
    if table is None:
        table, facts = dataset.figures, replace(facts, measure=Measure(dataset.measure))
    else:
        facts = replace(facts, measure=determine_dataset_measure(facts, table).measure)
    shown = suppress_dataset(table, facts, dataset.meeting_id, datasets_to_compare(dataset.unit_id, dataset))
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
