"""Messages about stored datasets that are linked to new figures, for before the figures are stored or shared."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.figures.charts.text_alternative import join_names
from meetings.figures.linked_figures import LinkedFigures, datasets_of_unit, find_linked_figures
from meetings.figures.models import Dataset
from meetings.figures.raise_minimum import is_raised_by
from meetings.figures.save_figures import PublishableFigures, dataset_facts
from meetings.figures.table import Table


def describe_linked_figures(figures: PublishableFigures, minimum: int) -> list[str]:
    """Return messages for figures that are about to be stored."""
    messages = [
        _(
            "The same figures are stored as %(name)s. What is hidden there is hidden here too, and so are "
            "figures that would disclose it."
        )
        % {"name": _name(one.dataset)}
        for one in figures.narrowed
    ]
    if figures.undecided:
        messages.append(_undecided(figures))
    return messages + _read_elsewhere(figures.linked, figures.table, minimum)


def _undecided(figures: PublishableFigures) -> str:
    return _(
        "These figures may be about the same persons as %(names)s, under other names or in other groups. "
        "Together they could disclose figures of fewer persons than allowed, so only what is shown there "
        "already is shown here. Put the figures in one table, or write which period they are for, if it is "
        "another one."
    ) % {"names": join_names([_name(one.dataset) for one in figures.undecided])}


def describe_linked_before_sharing(dataset: Dataset) -> list[str]:
    """Return messages for stored figures that are about to be shared."""
    table, stored = dataset.figures, datasets_of_unit(dataset.unit_id, but=dataset.pk)
    return _read_elsewhere(
        find_linked_figures(table, dataset_facts(dataset), dataset.meeting_id, stored), table, dataset.minimum_count
    )  # fmt: skip


def _read_elsewhere(linked: Iterable[LinkedFigures], table: Table, minimum: int) -> list[str]:
    """Messages on cells that are suppressed in `table` but shown in a linked dataset."""
    messages = []
    for one in linked:
        count = one.shows(table)
        if not count:
            continue
        if is_raised_by(one, minimum, table):
            text = ngettext(
                "%(count)s figure that is hidden here can be read in %(name)s, where the minimum is lower. It is "
                "hidden there too as soon as these figures are shared.",
                "%(count)s figures that are hidden here can be read in %(name)s, where the minimum is lower. They "
                "are hidden there too as soon as these figures are shared.",
                count,
            )
        else:
            text = ngettext(
                "%(count)s figure that is hidden here can be read in %(name)s.",
                "%(count)s figures that are hidden here can be read in %(name)s.",
                count,
            )
        messages.append(text % {"count": count, "name": _name(one.dataset)})
    return messages


def _name(dataset: Dataset) -> str:
    """The dataset's title; the title of withdrawn evidence is not disclosed."""
    return (
        _("figures that are withdrawn") if dataset.evidence.withdrawn_at else _("“%(name)s”") % {"name": dataset.title}
    )
