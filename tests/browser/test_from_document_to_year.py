"""The municipality's document becomes a template, the template is published, and the year is started from it."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.roles import Role
from home.admin.groups import sync_editor_groups
from home.page_tree import ensure_page_tree
from meetings.meeting.pages import MeetingPage
from meetings.overview.views import start as start_views
from meetings.template.pages import TemplatePage
from meetings.units.enums import UnitKind
from meetings.units.people.admin_groups import set_editor_groups
from tests import factories
from tests.browser.accessibility import checked, checked_in_both_sizes, wait_until_loaded
from tests.meetings.template.importing.documents import whole_word

YEAR = "2026/2027"


@pytest.fixture
def editor(today):
    ensure_page_tree()
    sync_editor_groups()
    person = factories.user(role=Role.CENTRAL_EDITOR)
    set_editor_groups(person, today=today)
    return person


def press(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=name).click()
    wait_until_loaded(page)


def test_a_document_is_previewed_and_becomes_a_draft(open_window, editor):
    page = open_window(user=editor, phone=True)
    page.goto("/skabeloner/")
    checked_in_both_sizes(page)
    page.get_by_role("link", name="Importér fra Word").first.click()
    checked_in_both_sizes(page)
    document = {"name": "skabelon.docx", "mimeType": "application/octet-stream", "buffer": whole_word()}
    page.get_by_label("Dokumentet").set_input_files(document)
    page.get_by_label("Skoleår").fill(YEAR)
    press(page, "Indlæs dokumentet")
    expect(page.get_by_role("heading", name="Det blev genkendt")).to_be_visible()
    checked_in_both_sizes(page)
    names = page.locator("input[name=names_out]")
    assert names.count() and all(box.is_checked() for box in names.all())
    press(page, "Opret kladde")
    expect(page).to_have_url(re.compile(r"/redaktion/pages/\d+/edit/"))
    assert TemplatePage.objects.get().school_year == YEAR


def test_other_files_are_refused_with_a_message(open_window, editor):
    page = open_window(user=editor)
    page.goto("/skabeloner/importer/")
    page.get_by_label("Dokumentet").set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    press(page, "Indlæs dokumentet")
    expect(page.get_by_role("alert")).to_contain_text("Gem den som .docx")
    checked(page)


def test_a_draft_is_published_in_the_editor_and_read_by_a_leader_on_a_phone(open_window, editor):
    draft = factories.template(YEAR, published=False, title="Årets ramme")
    page = open_window(user=editor)
    page.goto(f"/redaktion/pages/{draft.pk}/edit/")
    page.locator("footer .w-dropdown button, .footer .w-dropdown button").first.click()
    press(page, "Udgiv")
    expect(page.get_by_text("er blevet udgivet")).to_be_visible()
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=factories.make_unit(kind=UnitKind.DAYCARE))
    phone = open_window(user=leader, phone=True)
    phone.goto("/skabeloner/")
    checked(phone)
    phone.get_by_role("link", name=f"Skoleåret {YEAR}").click()
    expect(phone.get_by_role("heading", name="Årets ramme")).to_be_visible()
    checked(phone)
    phone.get_by_role("link", name="Skole", exact=True).click()
    expect(phone.get_by_role("link", name="Skole", exact=True)).to_have_attribute("aria-current", "true")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_the_year_is_started_and_followed(open_window, editor, script, monkeypatch):
    monkeypatch.setattr(start_views, "SCRIPT_SECONDS", 0.01)
    monkeypatch.setattr(start_views, "BUTTON_SECONDS", 0.01)
    factories.template(YEAR)
    for number in range(6):
        factories.make_unit(kind=UnitKind.SCHOOL if number % 2 else UnitKind.DAYCARE)
    page = open_window(user=editor, script=script)
    page.goto("/skabeloner/2026-2027/start/")
    if script:
        checked(page)
    press(page, f"Start året {YEAR}")
    if not script:
        while page.get_by_role("button", name="Fortsæt").count():
            expect(page.get_by_role("progressbar")).to_be_visible()
            press(page, "Fortsæt")
    expect(page.get_by_role("heading", name="Året er startet")).to_be_visible()
    assert MeetingPage.objects.count() == 6
    chef = factories.user(role=Role.HEAD_OF_AREA, area=factories.make_area())
    for phone in (False, True):
        overview = open_window(user=chef, phone=phone)
        overview.goto("/overblik/")
        expect(overview.locator("tbody tr")).to_have_count(3)
        checked(overview)
        overview.get_by_role("link", name="3 ikke indkaldt").click()
        expect(overview.get_by_text("3 enheder", exact=True)).to_be_visible()


def test_a_start_under_way_says_so(open_window, editor, monkeypatch):
    template = factories.template(YEAR)
    factories.cycle(YEAR)
    factories.make_unit()
    for phone in (False, True):
        page = open_window(user=editor, phone=phone, script=False)
        page.goto(f"/skabeloner/{template.slug}/start/fremdrift/")
        expect(page.get_by_text("Der er oprettet møde for 0 af 1 enheder")).to_be_visible()


def test_a_new_template_from_last_years(open_window, editor):
    factories.template(YEAR)
    for phone in (False, True):
        page = open_window(user=editor, phone=phone)
        page.goto("/skabeloner/ny/")
        checked(page)
    page.get_by_label("Det nye skoleår").fill("2031/2032")
    press(page, "Opret kladden")
    expect(page).to_have_url(re.compile(r"/redaktion/pages/\d+/edit/"))
