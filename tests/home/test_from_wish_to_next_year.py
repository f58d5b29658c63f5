"""A wish and an agreement, from what the unit brought through meeting, approval, digest, follow-up talk and answer into
the next year; and who never sees them on the way."""

from datetime import date, timedelta

import pytest
from django.test import Client

from accounts.roles import Role
from accounts.user import User
from home.demo import meetings as act
from home.demo.clock import demo_clock
from home.demo.templates_and_years import make_year
from meetings.agreements.follow_up_talk.models import FollowUpTalk
from meetings.agreements.follow_up_talk.save_lines import LineInput, save_lines
from meetings.agreements.models import Agreement
from meetings.initiatives.reading import statements_page
from meetings.initiatives.save_statement import WrittenStatement, save_statement
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage
from meetings.minutes.pages import MinutesPage
from meetings.support_requests.enums import Origin
from meetings.support_requests.models import SupportRequest
from tests import factories
from tests.home.simulated_year import FIRST_YEAR, Municipality, UnitYear, make

pytestmark = pytest.mark.django_db
HELD = date(FIRST_YEAR, 10, 14)
WISH, RESULTS = "Sparring om de voksnes plads i legen.", "Flere børn finder en makker."
LINE = "Vi er nået halvvejs og fortsætter efter ferien."


def later(days: int) -> date:
    return HELD + timedelta(days=days)


def bring(year: UnitYear, day: date) -> None:
    """The leader writes on the first initiative what came of it, and a wish."""
    with demo_clock(day):
        entry = next(entry for entry in statements_page(year.meeting) if entry.statements and entry.item)
        item = MeetingItem.objects.select_related("meeting__unit").get(pk=entry.item.row.pk)
        written = WrittenStatement(texts={"results": RESULTS}, new_wish=WISH)
        save_statement(
            item=item, statement=entry.statements[0], written=written, expected_version=0, by=year.cast.leader
        )


def talk_it_over(year: UnitYear, agreement: Agreement, day: date) -> None:
    """Head and agreement holder write a line on the first agreement, and close the talk."""
    with demo_clock(day, 10):
        talk = FollowUpTalk.objects.select_related("meeting__unit").get(meeting=year.meeting)
        line = LineInput(status="in_progress", note=LINE, new_due_on=None, seen=0)
        save_lines(talk=talk, lines={agreement.pk: line}, by=year.cast.chef, today=day)
    year.hold_talk(day)


def next_year(municipality: Municipality, year: UnitYear) -> None:
    """The meeting of the next year, whose minutes carry over what is open."""
    cycle = make_year(0, FIRST_YEAR + 1, year.cast.editor)
    meeting = act.make_meeting(year.unit, cycle, year.cast)
    held = date(FIRST_YEAR + 1, 10, 13)
    meeting = act.set_time_and_people(meeting, year.cast, held, held - timedelta(days=45))
    meeting = act.invite(meeting, year.cast, held - timedelta(days=44))
    meeting = act.prepare(meeting, year.cast, held - timedelta(days=30))
    meeting = act.meet(MeetingPage.objects.get(pk=meeting.pk), year.cast, held)
    minutes = act.write(meeting, year.cast, held, municipality.initiatives, agreements=1)
    act.read_together(minutes, year.cast, held + timedelta(days=1), remarks=False)
    minutes = act.submit(MinutesPage.objects.get(pk=minutes.pk), year.cast, held + timedelta(days=14))
    act.approve(minutes, year.cast, held + timedelta(days=15))


def read(person: User, path: str) -> str:
    client = Client()
    client.force_login(person)
    return client.get(path).content.decode()


def status(person: User | None, path: str) -> int:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client.get(path).status_code


@pytest.mark.usefixtures("real_queue")
def test_a_wish_and_an_agreement_go_into_the_next_year() -> None:
    municipality = make(2)
    municipality.plan.clear()
    unit = municipality.units[1]
    year = UnitYear(municipality, unit, 1)
    on = municipality.on
    on(later(-50), year.begin)
    on(later(-45), lambda: act.set_time_and_people(year.meeting, year.cast, HELD, later(-45), year.guests))
    on(later(-44), lambda: act.invite(year.meeting, year.cast, later(-44)))
    on(later(-14), lambda: bring(year, later(-14)))
    on(HELD, lambda: act.meet(year.meeting, year.cast, HELD))
    on(later(2), lambda: year.write(later(2)))
    on(later(14), lambda: year.submit(later(14)))
    on(later(21), lambda: act.approve(year.minutes, year.cast, later(21)))
    approved = sorted(municipality.plan)
    monday = max(approved) + timedelta(days=7 - max(approved).weekday())
    municipality.live_through([*approved, monday])

    # Both wishes stand with the consultant, who finds them in Monday's digest.
    brought, of_minutes = SupportRequest.objects.filter(meeting__unit=unit).order_by("origin")
    assert (brought.origin, of_minutes.origin) == (Origin.BROUGHT, Origin.MINUTES)
    digest = next(one.text for one in municipality.sent if one.on == monday and one.to == year.cast.consultant.email)
    assert "Ønsker uden svar" in digest and WISH in digest

    agreement = Agreement.objects.filter(unit=unit).order_by("pk")[0]
    on(later(40), lambda: year.answer_wishes(later(40)))
    on(later(70), lambda: year.close_wishes(later(70)))
    on(later(75), lambda: year.set_talk(later(75), later(100)))
    on(later(100), lambda: talk_it_over(year, agreement, later(100)))
    municipality.live_through(sorted(municipality.plan))
    next_year(municipality, year)

    # The unit reads the answer and what came of it, and on one line of time the life of its agreement.
    of_unit = read(year.cast.leader, f"{unit.url}oensker/")
    assert WISH in of_unit and "To besøg og en fælles plan." in read(year.cast.leader, f"/oensker/{brought.pk}/")
    life = read(year.cast.leader, f"/aftaler/{agreement.pk}/")
    places = [
        life.index(words) for words in ("Besluttet på dialogmødet 2027/2028", LINE, "Aftalt på dialogmødet 2026/2027")
    ]
    assert places == sorted(places)
    agreement.refresh_from_db()
    assert agreement.status == "carried_over" and agreement.is_open

    # Nobody else sees them.
    other = municipality.casts[municipality.units[0].pk].leader
    board = municipality.people[unit.pk, Role.BOARD_REPRESENTATIVE]
    editor = factories.user(role=Role.CENTRAL_EDITOR)
    talk = f"{year.meeting_of_first_year.url}opfoelgning/"
    for path, allowed in {
        f"/oensker/{brought.pk}/": (),
        f"/aftaler/{agreement.pk}/": (board, editor),
        talk: (),
    }.items():
        for person in (other, board, editor):
            assert status(person, path) == (200 if person in allowed else 404), (person, path)
        assert status(None, path) == 302
