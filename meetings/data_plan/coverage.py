"""Coverage of a meeting: perspective × kind of data, as text. Never a score."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.text.danish_formats import format_date
from meetings.data_plan.enums import DataKind
from meetings.data_plan.models import DataPlanLine
from meetings.template.enums import Perspective

#: The perspectives that every meeting should hear.
PERSPECTIVES_TO_HEAR = (Perspective.CHILDREN, Perspective.STAFF, Perspective.PARENTS)


@dataclass(frozen=True)
class Contribution:
    """One contribution as far as coverage is concerned. `slot_id` is its line of the plan, if any."""

    perspective: str
    kind: str
    is_shared: bool
    slot_id: int | None = None


@dataclass(frozen=True)
class Gap:
    """Something missing, as a sentence. `line` is the line of the plan that requires it; `is_on_its_way` when there
    is a draft."""

    text: str
    line: DataPlanLine | None = None
    is_on_its_way: bool = False


@dataclass(frozen=True)
class CoverageRow:
    """One perspective: its name, and a text for each kind of data, empty for nothing."""

    label: str
    cells: list[str]


@dataclass(frozen=True)
class Coverage:
    columns: list[str]
    rows: list[CoverageRow]
    gaps: list[Gap]


def coverage_of(lines: Sequence[DataPlanLine], contributions: Sequence[Contribution]) -> Coverage:
    """Return the table of coverage and the gaps. Contributions without a perspective have a row of their own."""
    rows = [
        CoverageRow(str(one.label), [_cell_text(lines, contributions, one.value, kind) for kind in DataKind])
        for one in Perspective
    ]
    if any(not one.perspective for one in contributions):
        rows.append(
            CoverageRow(_("No perspective named"), [_cell_text((), contributions, "", kind) for kind in DataKind])
        )
    return Coverage([str(kind.label) for kind in DataKind], rows, gaps_of(lines, contributions))


def gaps_of(lines: Sequence[DataPlanLine], contributions: Sequence[Contribution]) -> list[Gap]:
    """Return the gaps: first missing required data, then perspectives not heard, then missing kinds of data."""
    rest = [*_describe_perspectives_not_heard(lines, contributions), *_describe_missing_kinds(contributions)]
    return [*missing_required_data(lines, contributions), *(Gap(text) for text in rest)]


def missing_required_data(lines: Iterable[DataPlanLine], contributions: Sequence[Contribution]) -> list[Gap]:
    """Return data that the template requires and nobody has shared."""
    shared = {one.slot_id for one in contributions if one.is_shared}
    drafts = {one.slot_id for one in contributions if not one.is_shared}
    found = []
    for line in lines:
        if not line.is_required or line.pk in shared:
            continue
        if line.pk in drafts:
            text = _("“%(data)s” is required. There is a draft, but it is not shared yet.")
        else:
            text = _("“%(data)s” is required, but has not been brought yet.")
        found.append(Gap(text % {"data": line.what}, line, line.pk in drafts))
    return found


def describe_undelivered_data(lines: Iterable[DataPlanLine], contributions: Sequence[Contribution]) -> list[str]:
    """Return, after the meeting, the required data that nobody shared, each with the note that explains it, if any."""
    shared = {one.slot_id for one in contributions if one.is_shared}
    missing = [line for line in lines if line.is_required and line.pk not in shared]
    message = _("“%(data)s” was required, but was not brought.")
    return [f"{message % {'data': line.what}} {line.note}".strip() for line in missing]


def perspectives_not_heard(contributions: Sequence[Contribution]) -> list[Perspective]:
    """Return those of PERSPECTIVES_TO_HEAR from which nothing is shared."""
    heard = {one.perspective for one in contributions if one.is_shared}
    return [perspective for perspective in PERSPECTIVES_TO_HEAR if perspective not in heard]


def _describe_perspectives_not_heard(lines: Sequence[DataPlanLine], contributions: Sequence[Contribution]) -> list[str]:
    drafts = {one.perspective for one in contributions if not one.is_shared}
    found = []
    for perspective in perspectives_not_heard(contributions):
        who = {"perspective": str(perspective.label).lower()}
        planned = [line.what for line in lines if line.perspective == perspective]
        if perspective in drafts:
            found.append(_("There is nothing from %(perspective)s yet, but something is on its way.") % who)
        elif planned:
            what = who | {"planned": get_text_list(planned, _("and"))}
            found.append(_("There is nothing from %(perspective)s yet. Agreed: %(planned)s.") % what)
        else:
            found.append(_("There is nothing from %(perspective)s yet, and nothing is agreed.") % who)
    return found


def _describe_missing_kinds(contributions: Sequence[Contribution]) -> list[str]:
    shared = [one for one in contributions if one.is_shared]
    if not shared:
        return []
    found = []
    for perspective in PERSPECTIVES_TO_HEAR:
        kinds = {one.kind for one in shared if one.perspective == perspective}
        if kinds == {DataKind.FIGURES}:
            found.append(
                _("There are only figures from %(perspective)s, no stories, observations or pictures.")
                % {"perspective": str(perspective.label).lower()}
            )
    if all(one.kind != DataKind.FIGURES for one in shared):
        found.append(_("There are no figures yet."))
    if all(one.kind == DataKind.FIGURES for one in shared):
        found.append(_("There are only figures yet, no stories, observations or pictures."))
    return found


def _cell_text(
    lines: Iterable[DataPlanLine], contributions: Iterable[Contribution], perspective: str, kind: str
) -> str:
    """The text of a cell; empty where there is nothing and nothing is agreed."""
    here = [one for one in contributions if (one.perspective, one.kind) == (perspective, kind)]
    shared = sum(one.is_shared for one in here)
    drafts = len(here) - shared
    parts = []
    if shared:
        parts.append(ngettext("%(count)s shared", "%(count)s are shared", shared) % {"count": shared})
    if drafts:
        parts.append(_("%(count)s on its way") % {"count": drafts})
    if not parts:
        for line in lines:
            if (line.perspective, line.kind) == (perspective, kind):
                day = _("agreed by %(day)s") % {"day": format_date(line.due_on)} if line.due_on else _("agreed")
                parts.append(day)
                break
    return ", ".join(parts)
