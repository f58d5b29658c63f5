"""How far a year is started: which of the units that a person may start have a meeting."""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Right, Role
from accounts.user import AnyUser
from foundation.compiled_query import CompiledQuery, Parameter
from meetings.cycle.models import Cycle
from meetings.meeting.pages import MeetingPage
from meetings.template.pages import TemplatePage
from meetings.units import access
from meetings.units.membership import Membership
from meetings.units.pages import UnitPage
from meetings.units.querysets import UnitQuerySet
from meetings.units.visible_rows import VisibleRows


def units_to_start(user: AnyUser, today: date) -> UnitQuerySet:
    """Return active units that `user` may start a year for: all units, or those of an area."""
    return UnitPage.objects.active_on(today).filter(access.of(user).units_q(Right.START_YEAR, ""))


def missing_units(cycle: Cycle | None, user: AnyUser, today: date) -> UnitQuerySet:
    """Return the units without a meeting in `cycle`, in order; all units when `cycle` is None."""
    units = units_to_start(user, today).select_related("area").in_order()
    if cycle is None:
        return units
    return units.exclude(pk__in=MeetingPage.objects.filter(cycle=cycle).values("unit"))


@dataclass(frozen=True)
class Progress:
    """`total` counts active units; `missing` are those without a meeting, `unled` those without an agreement holder,
    whose mail nobody would get."""

    school_year: str
    is_started: bool
    total: int
    missing: tuple[UnitPage, ...]
    unled: tuple[UnitPage, ...] = ()

    @property
    def done(self) -> int:
        return self.total - len(self.missing)

    @property
    def is_complete(self) -> bool:
        return self.is_started and not self.missing

    @property
    def text(self) -> str:
        """The progress in one sentence."""
        values = {"done": self.done, "total": self.total, "year": self.school_year}
        if self.is_complete:
            return _all_have_theirs(self.total) % values
        return _("%(done)s of %(total)s units have their meeting in %(year)s.") % values


def _all_have_theirs(count: int) -> str:
    return ngettext(
        "The unit has its meeting in %(year)s.", "All %(total)s units have their meeting in %(year)s.", count
    )


def progress_of(template: TemplatePage, user: AnyUser, today: date) -> Progress:
    """Return the progress: four queries, whatever the number of units."""
    cycle = Cycle.objects.filter(school_year=template.school_year).first()
    units = list(units_to_start(user, today).in_order())
    missing = tuple(missing_units(cycle, user, today))
    led = set(Membership.objects.current(today).filter(role=Role.AGREEMENT_HOLDER).values_list("unit", flat=True))
    begun = cycle is not None and _is_begun(user, lacking=len(missing), of=len(units))
    unled = tuple(unit for unit in units if unit.pk not in led)
    return Progress(template.school_year, begun, len(units), missing, unled)


def incomplete_years(first: str, user: AnyUser, today: date) -> dict[int, int]:
    """Map the primary key of each published template of the school year `first` or later whose year is started for
    units of `user` to the number of units without a meeting. Three queries."""
    active = {pk for (pk,) in _active.rows(user, today)}
    templates = dict(_cycles.rows(first=first))
    missing = {cycle: set(active) for cycle in templates}
    for cycle, unit in _meetings.rows(first=first):
        missing[cycle].discard(unit)
    lacking = {templates[cycle]: len(units) for cycle, units in missing.items()}
    return {pk: count for pk, count in lacking.items() if _is_begun(user, lacking=count, of=len(active))}


def _from_the_first(cycle: str) -> Q:
    """Filter for rows whose `cycle`, a lookup, has a published template of the year `first`, a Parameter, or later."""
    first = Parameter("first", CharField())
    return Q(**{f"{cycle}template__live": True, f"{cycle}template__school_year__gte": first})


_cycles = CompiledQuery(lambda: Cycle.objects.filter(_from_the_first("")).values_list("pk", "template").order_by())
_meetings = CompiledQuery(
    lambda: MeetingPage.objects.filter(_from_the_first("cycle__")).values_list("cycle", "unit").order_by()
)
_active = VisibleRows(lambda user, today: units_to_start(user, today).values_list("pk").order_by())


def _is_begun(user: AnyUser, *, lacking: int, of: int) -> bool:
    """Return whether the year is begun: for the whole municipality once its cycle exists; for an area, when one of its
    units has a meeting."""
    return access.of(user).everywhere(Right.START_YEAR) or lacking < of
