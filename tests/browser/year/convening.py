"""The agreement holder sets time, place and people, and calls them."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.windows import press
from tests.browser.year.acts import checked, follow, is_refused, is_told, may_not_open, opens
from tests.browser.year.cast import Cast
from tests.queued_mails import queued_mails


def nobody_else_convenes(cast: Cast) -> None:
    for person in (cast.team, cast.staff, cast.board, cast.chef, cast.consultant, cast.editor, cast.other_leader):
        may_not_open(cast.at_desk(person), cast.here("indkald"))


def before_it_is_convened_the_meeting_is_hidden(cast: Cast) -> None:
    """From the board's representative, who has been promised nothing yet, and from everybody outside."""
    for person in (cast.board, cast.other_leader, cast.daycare_leader, cast.editor):
        may_not_open(cast.at_desk(person), cast.here())


def agreement_holder_forgets_the_room(cast: Cast) -> None:
    page = opens(cast.at_desk(cast.leader), "/")
    follow(page, "Indkald til mødet")
    page.get_by_label("Dato").fill((timezone.localdate() + timedelta(days=28)).isoformat())
    page.get_by_label("Begynder").fill("09:00")
    press(page, "Indkald til mødet")
    is_refused(page, "Skriv, hvilket lokale mødet holdes i.")
    assert not [mail for mail in queued_mails() if mail.calendar]


def agreement_holder_convenes(cast: Cast) -> None:
    page = cast.at_desk(cast.leader)
    page.get_by_label("Lokale").fill("Personalestuen, indgang B")
    invited = (cast.leader, cast.team, cast.staff, cast.board, cast.chef, cast.consultant)
    for person in invited:
        expect(page.get_by_role("checkbox", name=person.name)).to_be_checked()
    press(page, "Indkald til mødet")
    is_told(page, "Der er indkaldt til mødet. 6 deltagere får en mail")
    checked(page)
    mails = [mail for mail in queued_mails() if mail.calendar]
    assert {mail.to for mail in mails} == {person.email for person in invited}
    for mail in mails:
        if mail.to == cast.leader.email:
            assert "Personalestuen, indgang B" in mail.body and cast.here() in mail.body
        else:
            assert mail.body == "", "it held a link to answer by, and is sent"
        method = "PUBLISH" if mail.to == cast.leader.email else "REQUEST"  # the organiser is no attendee
        assert "BEGIN:VCALENDAR" in mail.calendar and mail.calendar_method == method


def now_the_board_sees_it_too(cast: Cast) -> None:
    for person in (cast.board, cast.staff, cast.chef, cast.consultant):
        opens(cast.at_desk(person), cast.here())
    for person in (cast.other_leader, cast.daycare_leader, cast.editor):
        may_not_open(cast.at_desk(person), cast.here())
