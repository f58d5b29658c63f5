"""Before the meeting, and the day itself."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from playwright.sync_api import expect

from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import PreparationStep
from tests.browser.windows import press
from tests.browser.year.acts import checked, follow, is_told, may_not_open, opens
from tests.browser.year.cast import Cast


def leader_writes_down_the_preparation(cast: Cast) -> None:
    page = opens(cast.at_desk(cast.leader), cast.here())
    follow(page, "Gå til forberedelsen")
    follow(page, "Vælg en dato")
    step = page.url
    page.get_by_label("Hvilken dag?").fill(timezone.localdate().isoformat())
    page.get_by_label("Hvad aftalte I?").fill("Vi undersøger, hvornår de stille børn deltager.")
    page.get_by_label("Vi har holdt det").check()
    press(page, "Gem")
    is_told(page, "Det er skrevet ned.")
    checked(page)
    for person in (cast.staff, cast.board, cast.chef, cast.other_leader):
        may_not_open(cast.at_desk(person), step)
    read = opens(cast.at_desk(cast.consultant), cast.here("forbered"))
    expect(read.get_by_text("Vi undersøger, hvornår de stille børn deltager.")).to_be_visible()
    assert PreparationStep.objects.filter(meeting=cast.meeting, done_at=None).count() == 1


def nobody_says_too_early_that_it_is_held(cast: Cast) -> None:
    page = opens(cast.at_desk(cast.leader), cast.here("afholdt"))
    expect(page.get_by_role("heading", name="Mødet har ikke været endnu")).to_be_visible()
    expect(page.get_by_role("button", name="Mødet er holdt")).to_have_count(0)


def agreement_holder_says_that_it_is_held(cast: Cast) -> None:
    # Four weeks cannot be waited for: the meeting's date is moved into the past behind everybody's back.
    day = timezone.localdate() - timedelta(days=2)
    MeetingPage.objects.filter(unit=cast.school).update(starts_at=timezone.make_aware(datetime.combine(day, time(9))))
    for person in (cast.team, cast.staff, cast.board, cast.chef, cast.consultant, cast.other_leader):
        may_not_open(cast.at_desk(person), cast.here("afholdt"))
    page = opens(cast.at_desk(cast.leader), "/")
    follow(page, "Mødet er holdt")
    page.get_by_role("checkbox", name=cast.board.name).uncheck()
    press(page, "Mødet er holdt")
    expect(page.get_by_role("link", name="Skriv referatet")).to_be_visible()
    checked(page)
