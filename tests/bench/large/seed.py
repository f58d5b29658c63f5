"""What is copied: the demo's units, with people and two older years that end without open agreements."""

from datetime import date, timedelta

from django.db.models import Min

from accounts.roles import Role
from accounts.user import User
from home.demo import meetings as act
from home.demo.forum.examples import build_from_agreement
from home.demo.load import past_meeting
from home.demo.minutes_text import EXAMPLES
from home.demo.municipality import address
from home.demo.templates_and_years import make_year
from meetings.agreements.models import Agreement
from meetings.cycle.models import Cycle
from meetings.evidence.models import Evidence
from meetings.units.membership import Membership
from meetings.units.pages import UnitPage
from snippets.models import Initiative

#: Years that are copied together: agreements of the first are carried over to the second.
YEARS = 2
TEXTS, AGREEMENTS = 9, 4
#: An example of every so many units.
EXAMPLE_OF = 4


def cast_of(unit: UnitPage) -> act.Cast:
    accounts = (f"leder-{unit.slug}", f"chef-{unit.area.slug}", "konsulent", "redaktor")
    return act.Cast(*(User.objects.get(email=address(account)) for account in accounts))


def add_people(unit: UnitPage, count: int) -> None:
    """As many more who work there as are missing of `count`."""
    password = User.objects.exclude(password="").values_list("password", flat=True)[0]
    since = Membership.objects.aggregate(day=Min("starts_on"))["day"]
    for number in range(count - Membership.objects.filter(unit=unit).values("user").distinct().count()):
        person = User.objects.create(
            email=address(f"ansat{number}-{unit.slug}"), name=f"Ansat Nummer{number}", password=password
        )
        Membership.objects.create(user=person, role=Role.STAFF_REPRESENTATIVE, unit=unit, starts_on=since)


def begin_roles(since: date) -> None:
    """Whoever acts in an old year must have had the role then."""
    Membership.objects.update(starts_on=since)


def add_older_years(units: list[UnitPage], today: date) -> list[Cycle]:
    """YEARS more, before the first there is."""
    editor = User.objects.get(email=address("redaktor"))
    first = int(min(Cycle.objects.values_list("school_year", flat=True))[:4])
    initiatives = {one.name: one for one in Initiative.objects.all()}
    cycles = [make_year(2, first - year, editor) for year in range(YEARS, 0, -1)]
    for number, unit in enumerate(units):
        cast = cast_of(unit)
        for cycle in cycles:
            past_meeting(unit, cycle, cast, number, initiatives, texts=TEXTS, agreements=AGREEMENTS)
        own = Agreement.objects.filter(unit=unit, minutes__meeting__cycle__in=cycles).select_related("unit")
        if number % EXAMPLE_OF == 0:
            source = own.select_related("minutes").order_by("pk")[0]
            text = EXAMPLES[number // EXAMPLE_OF % len(EXAMPLES)]
            build_from_agreement(source, text, cast, initiatives, date(first - 1, 5, 4), "cleared")
        for agreement in own.open():
            act.record_progress(agreement, "fulfilled", cast, date(first, 6, 20))
    kept = today + timedelta(days=365)
    Evidence.objects.filter(delete_after__lt=today + timedelta(days=200)).update(delete_after=kept)
    return cycles
