"""A leader hands over in the middle of a year: the successor goes on, the predecessor is out, minutes keep names."""

from playwright.sync_api import expect

from meetings.meeting.enums import MeetingState
from tests import factories
from tests.browser.accessibility import checked
from tests.browser.windows import press
from tests.meetings.minutes import scene
from tests.queued_mails import forget_mails, queued_mails


def test_the_successor_goes_on_where_the_leader_was(open_window):
    factories.home()
    school = scene.approved(scene.agreed("Vi prøver makkerlæsning i 2. klasse"))
    leader, unit = school.leader, school.unit
    coming = factories.meeting(unit=unit, state=MeetingState.PREPARING, school_year="2027/2028")
    factories.wish(coming, text="Hjælp til overgange fra børnehave")
    draft = factories.evidence(meeting=coming, owner=leader, title="Makkere på gangen")
    successor = factories.user(name="Nanna Ny", email="nanna@egenby.dk")
    forget_mails()

    page = open_window(user=leader, phone=True)
    page.goto(f"{unit.url}personer/")
    page.get_by_role("link", name=f"Overdrag: {leader.name}").click()
    expect(page.get_by_text("1 åben aftale")).to_be_visible()
    checked(page)
    page.get_by_label("Navn").fill(successor.name)
    page.get_by_label("Mailadresse").fill(successor.email)
    press(page, "Overdrag rollen")
    expect(page.get_by_role("main").get_by_role("link", name="Log ind")).to_be_visible()
    told = {mail.to: mail.body for mail in queued_mails()}
    assert {leader.email, successor.email} <= set(told)
    assert unit.title in told[leader.email] and unit.title in told[successor.email]

    leader.refresh_from_db()  # the sessions of before are ended
    out = open_window(user=leader, phone=True)
    for closed in (unit.url, coming.url, school.address(), draft.get_url(), f"{unit.url}personer/"):
        assert out.goto(closed).status == 404, closed

    new = open_window(user=successor, phone=True)
    new.goto(unit.url)
    expect(new.get_by_role("link", name="Vi prøver makkerlæsning i 2. klasse")).to_be_visible()
    checked(new)
    new.get_by_role("link", name="Ønsker til forvaltningen").click()
    expect(new.get_by_text("Hjælp til overgange fra børnehave")).to_be_visible()
    checked(new)
    new.goto(coming.url)
    expect(new.get_by_role("link", name=draft.title)).to_be_visible()
    new.goto(draft.get_url())
    expect(new.get_by_role("heading", name=draft.title)).to_be_visible()
    new.goto(school.address())
    expect(new.get_by_text(leader.name).first).to_be_attached()
    assert successor.name not in new.get_by_role("main").inner_text()
    checked(new)
