"""The demo: loaded once, complete, never under production settings."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone, translation

from accounts.models import User
from home.demo.load import first_year_of, load
from home.demo.municipality import PASSWORD, SHOWN_ACCOUNTS, address
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.cycle.models import Cycle
from meetings.exports.content.agenda import agenda_document
from meetings.exports.content.example import example_document
from meetings.exports.content.grounds import grounds_document
from meetings.exports.content.minutes import MinutesSource, minutes_document
from meetings.exports.enums import MinutesPart
from meetings.exports.making.sources import record_of
from meetings.exports.pdf.make_pdf import make_pdf
from meetings.forum.enums import ExampleState
from meetings.meeting.enums import MeetingState
from meetings.minutes.approval.verify_record import verify_record
from meetings.minutes.enums import MinutesState
from meetings.models import Agreement, ApprovalRecord, Evidence, ExamplePage, MeetingPage, MinutesPage, UnitPage
from tests.marked_english import marked_english, marked_texts
from tests.meetings.exports.pdf_structure import require_accessible
from tests.queued_mails import queued_mails

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_demo_is_refused_under_production_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEMO_ALLOWED", False)
    with pytest.raises(CommandError):
        call_command("load_demo")
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 8, 1), 2026), (date(2027, 7, 31), 2026), (date(2026, 11, 2), 2026)]
)
def test_the_school_year_begins_in_august(day: date, year: int) -> None:
    assert first_year_of(day) == year


def demo_documents() -> Iterator[bytes]:
    """The PDF of all approved minutes, agendas and examples, as whoever may see everything has them."""
    now = timezone.now()
    for minutes in MinutesPage.objects.filter(state=MinutesState.APPROVED):
        source = MinutesSource(record_of(minutes), frozenset(MinutesPart), reader=None)
        yield make_pdf(minutes_document(source, made_at=now)).files[0]
        if (grounds := grounds_document(source, made_at=now)) is not None:
            yield make_pdf(grounds).files[0]
    for meeting in MeetingPage.objects.filter(cycle=Cycle.objects.latest("school_year")).select_related(
        "unit", "cycle"
    ):
        yield make_pdf(agenda_document(meeting, made_at=now)).files[0]
    for example in ExamplePage.objects.filter(state=ExampleState.CLEARED):
        yield make_pdf(example_document(example, with_people=True, made_at=now)).files[0]


@time_machine.travel("2027-08-02T10:00+02:00")  # the worst day: what was held lately was in another school year
def test_the_demo_holds_two_past_years_and_this_one_in_all_states_and_everybody_can_work_in_it() -> None:
    """One test for everything, because loading takes a while. Two years are acted out by people who read English."""
    today = timezone.localdate()
    with marked_english(), translation.override("en"):
        assert load(today=today)
    assert marked_texts() == {}, "stored in the language of whoever acted, and not in Danish (decision 0061)"
    assert [UnitPage.objects.filter(kind=kind).count() for kind in ("school", "daycare")] == [5, 7]
    assert MeetingPage.objects.count() == 36
    assert set(MeetingPage.objects.values_list("state", flat=True)) == set(MeetingState.values)
    assert set(MinutesPage.objects.values_list("state", flat=True)) == set(MinutesState.values)
    assert set(ExamplePage.objects.values_list("state", flat=True)) >= {
        ExampleState.PROPOSED, ExampleState.CLEARED, ExampleState.RETURNED, ExampleState.PLANNED,
        ExampleState.SUPERSEDED,
    }  # fmt: skip
    assert (
        Evidence.objects.exists()
        and MediaItem.objects.filter(kind=MediaKind.IMAGE).exists()
        and MediaItem.objects.filter(kind=MediaKind.FILM).exists()
    )
    assert Agreement.objects.overdue(today).exists() and Agreement.objects.open().exists()
    assert all(verify_record(record).record_holds for record in ApprovalRecord.objects.all())
    for content in demo_documents():
        require_accessible(content)
    assert not queued_mails()
    people = User.objects.count()
    assert not load(today=today) and User.objects.count() == people  # the second time changes nothing

    for account, _what in SHOWN_ACCOUNTS:
        client = Client()
        user = User.objects.get(email=address(account))
        assert user.check_password(PASSWORD)
        client.force_login(user)
        assert client.get("/").status_code == 200, account
    chef = Client()
    chef.force_login(User.objects.get(email=address("chef-skoler")))
    for page in MeetingPage.objects.filter(unit__kind="school").select_related("unit__area"):
        assert chef.get(page.get_url()).status_code == 200, page
    for page in MinutesPage.objects.filter(unit__kind="school").exclude(state=MinutesState.DRAFT):
        assert chef.get(page.get_url()).status_code == 200, page
    leader = Client()
    leader.force_login(User.objects.get(email=address("leder-skovskolen")))
    for page in Evidence.objects.filter(unit__slug="skovskolen"):
        assert leader.get(page.get_url()).status_code == 200, page
    for example in ExamplePage.objects.filter(state=ExampleState.CLEARED):
        assert leader.get(example.get_url()).status_code == 200, example
    film = MediaItem.objects.filter(kind=MediaKind.FILM, evidence__unit__slug="skovskolen").first()
    assert film is not None and leader.get(film.url("film"), HTTP_RANGE="bytes=0-99").status_code == 206
