"""What is said of figures that are stored already, before anything is kept or shared."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.figures.models import Dataset
from meetings.figures.raise_minimum import is_raised_by
from meetings.figures.same_figures import Same, same_as, stored_of
from meetings.figures.table import Table
from meetings.figures.write import Shown, facts_of


def same_in_words(shown: Shown, minimum: int) -> list[str]:
    """Of figures that are about to be kept."""
    words = [
        _(
            "The same figures are stored as %(name)s. What is hidden there is hidden here too, and so is whatever "
            "would give it away together with them."
        )
        % {"name": _name(one.dataset)}
        for one in shown.hidden_there
    ]
    return words + _read_elsewhere(shown.same, shown.table, minimum)


def same_before_sharing(dataset: Dataset) -> list[str]:
    """Of figures that are kept and about to be shared."""
    table, stored = dataset.figures, stored_of(dataset.unit_id, but=dataset.pk)
    return _read_elsewhere(
        same_as(table, facts_of(dataset), dataset.meeting_id, stored), table, dataset.minimum_count
    )  # fmt: skip


def _read_elsewhere(same: Iterable[Same], table: Table, minimum: int) -> list[str]:
    words = []
    for one in same:
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
        words.append(text % {"count": count, "name": _name(one.dataset)})
    return words


def _name(dataset: Dataset) -> str:
    """A piece that is hidden is not named."""
    return (
        _("figures that are withdrawn") if dataset.evidence.withdrawn_at else _("“%(name)s”") % {"name": dataset.title}
    )
