"""How far a year is started: which units have their meeting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.cycle.models import Cycle
from meetings.meeting.pages import MeetingPage
from meetings.template.pages import TemplatePage
from meetings.units.pages import UnitPage
from meetings.units.querysets import UnitQuerySet


def missing_units(cycle: Cycle | None, today: date) -> UnitQuerySet:
    """Active units without a meeting in `cycle` (all of them before it exists), in order."""
    units = UnitPage.objects.active_on(today).select_related("area").in_order()
    if cycle is None:
        return units
    return units.exclude(pk__in=MeetingPage.objects.filter(cycle=cycle).values("unit"))


@dataclass(frozen=True)
class Progress:
    """`total` counts active units, `missing` those without a meeting."""

    school_year: str
    is_started: bool
    total: int
    missing: tuple[UnitPage, ...]

    @property
    def done(self) -> int:
        return self.total - len(self.missing)

    @property
    def is_complete(self) -> bool:
        return self.is_started and not self.missing

    @property
    def words(self) -> str:
        """One sentence on how far it is."""
        values = {"done": self.done, "total": self.total, "year": self.school_year}
        if self.is_complete:
            return _all_have_theirs(self.total) % values
        return _("%(done)s of %(total)s units have their meeting in %(year)s.") % values


def _all_have_theirs(count: int) -> str:
    return ngettext(
        "The unit has its meeting in %(year)s.", "All %(total)s units have their meeting in %(year)s.", count
    )


def progress_of(template: TemplatePage, today: date) -> Progress:
    """Three queries, however many units there are."""
    cycle = Cycle.objects.filter(school_year=template.school_year).first()
    missing = tuple(missing_units(cycle, today))
    total = UnitPage.objects.active_on(today).count()
    return Progress(template.school_year, cycle is not None, total, missing)


def incomplete_years(templates: Iterable[TemplatePage], today: date) -> dict[int, int]:
    """For the templates whose year was started: how many active units lack a meeting, by the template's id."""
    cycles = Cycle.objects.filter(template__in=[template.pk for template in templates])
    active = set(UnitPage.objects.active_on(today).values_list("pk", flat=True))
    found: dict[int, set[int]] = {cycle.pk: set(active) for cycle in cycles}
    for cycle_id, unit_id in MeetingPage.objects.filter(cycle__in=found).values_list("cycle", "unit"):
        found[cycle_id].discard(unit_id)
    return {cycle.template_id: len(found[cycle.pk]) for cycle in cycles}
