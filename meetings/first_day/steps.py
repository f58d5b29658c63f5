"""What the administrator has to do before the first unit can convene, and what of it is done."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from accounts.roles import Role
from foundation.municipality import Municipality
from meetings.cycle.models import Cycle
from meetings.meeting.pages import MeetingPage
from meetings.template.pages import TemplatePage
from meetings.template.school_years import school_year_of
from meetings.units.membership import Membership
from meetings.units.pages import AreaPage, UnitPage


@dataclass(frozen=True)
class FirstDayStep:
    """`left` says in words what is missing; empty when the step is done."""

    key: str
    title: str
    left: str
    url: str
    action: str

    @property
    def is_done(self) -> bool:
        return not self.left


def steps(today: date) -> list[FirstDayStep]:
    """Return the steps in the order in which they are taken. One query."""
    found = _state(today)
    start = reverse("start_year", args=[found["template"]]) if found["template"] else ""
    return [
        FirstDayStep(
            "municipality", _("The municipality"),
            "" if found["has_contact"] else _("The name or the contact e-mail is missing."),
            reverse("first_day_municipality"), _("Write name, colour, logo and contact"),
        ),
        FirstDayStep(
            "areas", _("The areas"),
            _("An area has no units yet. Rename it, remove it, or add its units.") if found["empty_area"]
            else "", reverse("units"), _("Name the areas"),
        ),
        FirstDayStep(
            "people", _("Units and people"), _people_left(found), reverse("people_file"),
            _("Import units and people from a file"),
        ),
        FirstDayStep(
            "template", _("The template"),
            "" if found["template"] else _("No template is published for this school year or a later one."),
            "", "",
        ),
        FirstDayStep(
            "year", _("The start of the year"),
            "" if found["year"] else _("The year is not started: no unit has its meeting yet."),
            start, _("Start the year"),
        ),
    ]  # fmt: skip


def steps_left(today: date) -> list[FirstDayStep]:
    """Return those to remind the administrator of: none once there is a meeting, whatever closes or is vacant later.
    One query then, and two before."""
    return [] if MeetingPage.objects.exists() else [step for step in steps(today) if not step.is_done]


def _people_left(found: dict[str, object]) -> str:
    if not found["unit"]:
        return _("There are no units yet. Each needs its leader, and each area its head.")
    left = []
    if found["without_leader"]:
        left.append(_("A unit has no leader."))
    if found["without_head"]:
        left.append(_("An area has no head."))
    return " ".join(left)


def _state(today: date) -> dict[str, object]:
    """Everything in one query."""
    current = Membership.objects.current(today).filter(user__is_active=True)
    led = current.filter(role=Role.AGREEMENT_HOLDER, unit=OuterRef("pk"))
    headed = current.filter(role=Role.HEAD_OF_AREA, area=OuterRef("pk"))
    units = UnitPage.objects.active_on(today)
    of_area = units.filter(area=OuterRef("pk"))
    templates = TemplatePage.objects.live().filter(school_year__gte=school_year_of(today)).order_by("school_year")
    named = Municipality.objects.filter(site=OuterRef("pk")).exclude(name=Municipality._meta.get_field("name").default)
    years = Cycle.objects.filter(school_year__gte=school_year_of(today))
    found: dict[str, object] = (
        Site.objects.filter(is_default_site=True)
        .annotate(
            has_contact=Exists(named.exclude(contact_email="")),
            empty_area=Exists(AreaPage.objects.filter(~Exists(UnitPage.objects.filter(area=OuterRef("pk"))))),
            unit=Exists(units),
            without_leader=Exists(units.filter(~Exists(led))),
            without_head=Exists(AreaPage.objects.filter(Exists(of_area), ~Exists(headed))),
            template=Subquery(templates.values("slug")[:1]),
            year=Exists(MeetingPage.objects.filter(cycle__in=years)),
        )
        .values("has_contact", "empty_area", "unit", "without_leader", "without_head", "template", "year")
        .get()
    )
    return found
