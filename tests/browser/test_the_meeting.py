"""The agreement holder convenes, plans, prepares and holds a meeting: on desktop, on a phone, and without script."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import Role
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from tests import factories
from tests.browser.accessibility import checked_in_both_sizes, wait_until_loaded
from tests.meetings.furnished_unit import RULES, FurnishedUnit, furnish
from tests.queued_mails import queued_mails

DAY = timezone.localdate() + timedelta(days=30)


@pytest.fixture
def school() -> FurnishedUnit:
    factories.home()
    items = [
        factories.agenda_item("Mål for området", 60, is_open=False, owner="administration", questions=["Hvad ser vi?"]),
        factories.agenda_item("Egne indsatser", 90, required_data=[{"text": "Fravær", "applies_to": "all"}]),
        factories.agenda_item("Pause", 15, is_break=True),
    ]
    factories.template(agenda=items, participants=RULES, total_minutes=240)
    return furnish(factories.make_unit("Skovskolen"))


@pytest.fixture
def meeting(school: FurnishedUnit) -> MeetingPage:
    meeting = factories.meeting(unit=school.unit)
    factories.preparation_step(meeting, text="Vælger, hvilke data I samler", duration="1-2 timer")
    return meeting


def looked_at(page, path=""):
    """Every page that is passed is looked at by axe and measured."""
    if path:
        page.goto(path)
    wait_until_loaded(page)
    checked_in_both_sizes(page)


@pytest.mark.parametrize(("script", "phone"), [(True, True), (False, False)], ids=["script-phone", "no-script-desktop"])
def test_the_leader_convenes_in_one_visit(open_window, school, meeting, phone, script):
    page = open_window(phone=phone, user=school[Role.AGREEMENT_HOLDER], script=script)
    page.goto(meeting.url)
    page.get_by_role("link", name="Indkald til mødet").click()
    page.get_by_role("button", name="Indkald til mødet").click()
    assert page.get_by_text("Skriv, hvilket lokale mødet holdes i.").first.is_visible()
    page.get_by_label("Dato").fill(DAY.isoformat())
    page.get_by_label("Begynder kl.").fill("09:00")
    page.get_by_label("Lokale").fill("Biblioteket, indgang A")
    page.get_by_text("Tilføj personer uden konto").click()
    page.locator("[name=guest_name]").fill("Mor Petersen")
    page.locator("[name=guest_email]").fill("mor@example.dk")
    page.get_by_role("button", name="Indkald til mødet").click()
    assert page.get_by_text("Der er indkaldt til mødet. 7 deltagere får en mail med en kalenderfil.").is_visible()
    assert len(queued_mails()) == 7
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.INVITED


def test_every_page_of_a_meeting_is_accessible(open_window, school, meeting):
    page = open_window(user=school[Role.AGREEMENT_HOLDER])
    here = meeting.url
    looked_at(page, here)
    looked_at(page, here + "indkald/")
    page.get_by_role("button", name="Indkald til mødet").click()
    looked_at(page)
    school.invited(meeting)
    MeetingPage.objects.update(state=MeetingState.INVITED, room="Biblioteket", starts_at=timezone.now())
    factories.evidence(meeting=MeetingPage.objects.get(), shared=True, agenda_item=meeting.agenda[0].id)
    factories.evidence(meeting=MeetingPage.objects.get())
    for name in ("", "indkald/", "deltagere/", "dagsorden/", "forbered/", "afholdt/", "aflys/", "skabelon/"):
        looked_at(page, here + name)
    page.goto(here + "forbered/")
    page.get_by_role("link", name="Vælg en dato").click()
    looked_at(page)
    page.goto(here + "dagsorden/")
    page.get_by_label("Minutter til »Egne indsatser«").fill("300")
    page.get_by_role("button", name="Gem dagsordenen").click()
    assert page.get_by_text("men mødet varer 240").first.is_visible()
    looked_at(page)
    MeetingPage.objects.update(state=MeetingState.CANCELLED, state_reason="Sygdom")
    looked_at(page, here)
    looked_at(page, here + "genaabn/")


def test_the_template_changed(open_window, school, meeting):
    template = meeting.cycle.template
    template.agenda = [factories.agenda_item("Et nyt punkt", 45)]
    template.save_revision().publish()
    page = open_window(user=school[Role.AGREEMENT_HOLDER])
    page.goto(meeting.url)
    page.get_by_role("link", name="Se ændringerne, og brug dem i jeres møde").click()
    looked_at(page)
    page.get_by_role("button", name="Brug ændringerne").click()
    assert page.get_by_role("heading", name="Et nyt punkt").is_visible()


def test_printed_it_takes_two_pages(open_window, school, meeting, tmp_path):
    import pikepdf

    school.invited(meeting)
    MeetingPage.objects.update(state=MeetingState.PREPARING, room="Biblioteket", starts_at=timezone.now())
    for number in range(8):
        item = meeting.agenda[number % 2].id
        factories.evidence(meeting=MeetingPage.objects.get(), shared=True, agenda_item=item)
    page = open_window(user=school[Role.AGREEMENT_HOLDER])
    page.goto(meeting.url)
    page.pdf(path=tmp_path / "dagsorden.pdf", format="A4")
    assert len(pikepdf.open(tmp_path / "dagsorden.pdf").pages) <= 2


def test_folded_on_a_phone_and_open_on_a_desktop_in_print_and_by_a_link(open_window, school, meeting):
    evidence = factories.evidence(
        meeting=meeting, title="Ro i skolegården", shared=True, agenda_item=meeting.agenda[0].id
    )
    line = factories.plan_line(meeting, "Fotos fra skolegården", about="Hvor er der rart at være?")
    plan = f"{meeting.url}dataplan/"
    folded = {meeting.url: evidence.title, plan: line.about}
    for address, words in folded.items():
        desk = open_window(user=school[Role.AGREEMENT_HOLDER])
        desk.goto(address)
        expect(desk.get_by_text(words).first).to_be_visible()
        expect(desk.locator(".lr-fold--phone > summary").first).to_be_hidden()
        phone = open_window(phone=True, user=school[Role.AGREEMENT_HOLDER])
        phone.goto(address)
        expect(phone.get_by_text(words).first).to_be_hidden()
        phone.emulate_media(media="print")
        expect(phone.get_by_text(words).first).to_be_visible()
        phone.emulate_media(media="screen")
        assert height(phone, is_open=False) < height(phone, is_open=True)
    phone.goto(f"{plan}#linje-{line.pk}")
    expect(phone.get_by_text(line.about)).to_be_visible()


def height(page, *, is_open):
    """Pixels of the page with all its folds open or closed."""
    script = "(isOpen) => document.querySelectorAll('details').forEach((one) => { one.open = isOpen; })"
    page.evaluate(script, is_open)
    return page.evaluate("document.documentElement.scrollHeight")
