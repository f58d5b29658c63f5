"""Fill the database with copies of the demo's units and of their older years."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from wagtail.management.commands.purge_revisions import purge_revisions

from accounts.user import User
from foundation.refresh_statistics import refresh_statistics
from meetings.cycle.models import Cycle
from meetings.meeting.pages import MeetingPage
from meetings.template.pages import TemplatePage
from meetings.units.membership import Membership
from meetings.units.pages import UnitPage
from tests.bench.large import seed
from tests.bench.large.copy import Copy, Row
from tests.bench.large.original import Original
from tests.bench.large.rows import CannotBeCopied
from tests.bench.large.writing import Writer

Say = Callable[[str], object]
_silent: Say = lambda line: None  # noqa: E731
#: A unit: title, slug, path, and the keys that stand for those of the unit it is a copy of.
Place = tuple[str, str, str, dict[Row, int]]


def act_out(*, years: int, people: int, today: date, say: Say = _silent) -> list[Cycle]:
    """Give each unit so many `people`, and two older years with the actions of the product if it is to have more
    `years` than there are. Returns those two. Tasks are left for the caller to run."""
    units = list(UnitPage.objects.select_related("area").order_by("pk"))
    cycles: list[Cycle] = []
    if years > Cycle.objects.count():
        say(f"{seed.YEARS} older years of {len(units)} units …")
        seed.begin_roles(date(today.year - years - 1, 8, 1))
        cycles = seed.add_older_years(units, today)
    for unit in units:
        seed.add_people(unit, people)
    purge_revisions()  # those that `manage.py purge_revisions` would leave are copied
    return cycles


def copy(*, units: int, years: int, cycles: list[Cycle], say: Say = _silent) -> None:
    """Copy units until there are `units`, and in each the years `cycles` until it has `years`."""
    originals = list(UnitPage.objects.select_related("area").order_by("pk"))
    times = (years - Cycle.objects.count()) // seed.YEARS
    with transaction.atomic():
        writer = Writer()
        places = _copy_units(writer, originals, units, say)
        if cycles:
            _copy_years(writer, places, cycles, times, say)
        say("The search index …")
        writer.finish()
    refresh_statistics()


def _copy_units(writer: Writer, originals: list[UnitPage], units: int, say: Say) -> dict[int, list[Place]]:
    """Unit -> itself and its copies."""
    places: dict[int, list[Place]] = {
        unit.pk: [(unit.title, unit.slug, unit.path, {row: row[1] for row in _rows_of_unit(unit)})]
        for unit in originals
    }
    copied = []
    for unit in originals:
        try:
            copied.append((unit, Original([unit, *_people(unit)], words=[unit.title, unit.slug])))
        except CannotBeCopied:
            continue
    for number in range(len(originals), units):
        unit, original = copied[number % len(copied)]
        title, slug = f"{unit.title} {number}", f"{unit.slug}-{number}"
        copy = writer.copy(original, below={}, names={unit.title: title, unit.slug: slug})
        keys = {row: original.key(copy, row) for row in _rows_of_unit(unit)}
        places[unit.pk].append((title, slug, _path_of(copy, original, unit), keys))
        if number % 25 == 0:
            say(f"{number} units …")
    writer.flush()
    return places


def _copy_years(writer: Writer, places: dict[int, list[Place]], cycles: list[Cycle], times: int, say: Say) -> None:
    """The meetings of `cycles` in every unit, `times` times further back."""
    templates = list(TemplatePage.objects.filter(pk__in=[cycle.template_id for cycle in cycles]))
    of_year = Original([*templates, *cycles], without=[MeetingPage])
    years = [writer.copy(of_year, below={}, names={}, years_back=back * seed.YEARS) for back in range(1, times + 1)]
    outside = [(Cycle, cycle.pk) for cycle in cycles]
    say(f"{times} times {len(cycles)} years of each unit …")
    revisions = [template.latest_revision for template in templates]
    for unit in UnitPage.objects.filter(pk__in=places):
        meetings = list(MeetingPage.objects.filter(unit=unit, cycle__in=cycles))
        rows = [*outside, *((type(one), one.pk) for one in revisions), *_rows_of_unit(unit)]
        original = Original(meetings, words=[unit.title, unit.slug], outside=rows)
        for back, year in enumerate(years, 1):
            shared = {(type(one), one.pk): of_year.key(year, one) for one in [*cycles, *revisions]}
            for title, slug, path, keys in places[unit.pk]:
                writer.copy(
                    original, below={unit.path: path}, names={unit.title: title, unit.slug: slug},
                    outside=shared | keys, years_back=back * seed.YEARS,
                )  # fmt: skip
        say(f"{unit.title} …")


def _people(unit: UnitPage) -> list[User]:
    return list(User.objects.filter(pk__in=Membership.objects.filter(unit=unit).values("user")).order_by("pk"))


def _rows_of_unit(unit: UnitPage) -> list[Row]:
    return [(UnitPage, unit.pk), *((User, person.pk) for person in _people(unit))]


def _path_of(copy: Copy, original: Original, unit: UnitPage) -> str:
    return next(new for new, (path, _slug) in zip(copy.paths, original.tops, strict=True) if path == unit.path)
