"""An editor makes a section with three articles in the Wagtail admin: one is published, one scheduled, and one refused
because of a picture of children without a basis. A leader reads and follows on a phone."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.roles import Role
from home.admin.groups import sync_editor_groups
from meetings.articles.pages import ArticlePage
from meetings.follows.models import Follow
from meetings.units.people.admin_groups import set_editor_groups
from tests import factories
from tests.media import pictures

SHOTS = os.environ.get("SHOTS", "")


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


@pytest.fixture
def editor(settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # a press while it saves would be a conflict
    factories.home()
    sync_editor_groups()
    person = factories.user(role=Role.CENTRAL_EDITOR, name="Rikke Redaktør")
    set_editor_groups(person, today=timezone.localdate())
    return person


def begin_article(page: Page, title: str) -> None:
    page.goto("/viden/nyheder/")
    page.get_by_role("link", name="Skriv en artikel").click()
    page.locator("#id_title").fill(title)
    page.locator("#id_summary").fill("Kort fortalt, hvad det handler om.")


def add_block(page: Page, name: str) -> None:
    page.locator(".c-sf-add-button").first.click()
    page.get_by_role("option", name=name).click()


def publish(page: Page) -> None:
    """Wagtail keeps the button behind the arrow beside "save"."""
    page.locator("button[name=action-publish]").evaluate("button => button.click()")


def test_an_editor_writes_three_articles_and_a_leader_reads_them(open_window, editor, tmp_path: Path):
    window = open_window(user=editor)
    window.goto("/viden/")
    shot(window, "1-sections-empty")
    window.get_by_role("link", name="Opret en sektion").first.click()
    window.locator("#id_title").fill("Nyheder")
    window.locator("#id_readers").select_option("everybody")
    shot(window, "2-section-form")
    publish(window)
    window.wait_for_url(re.compile(r"/redaktion/pages/\d+/$"))

    begin_article(window, "Velkommen til et nyt skoleår")
    add_block(window, "Tekst")
    window.locator("[data-streamfield-child] textarea").fill("Årets møder begynder i **oktober**.")
    shot(window, "3-article-form")
    publish(window)
    window.wait_for_url(re.compile(r"/redaktion/pages/\d+/$"))
    shot(window, "4-explorer")
    assert ArticlePage.objects.get(live=True).title == "Velkommen til et nyt skoleår"
    window.goto("/viden/nyheder/")
    shot(window, "5-section")
    window.goto("/viden/nyheder/velkommen-til-et-nyt-skoleaar/")
    shot(window, "6-article")

    # A picture of children, of which nobody has said yet why it may be shown.
    picture = tmp_path / "taarn.jpg"
    picture.write_bytes(pictures.talkative_jpeg())
    window.goto("/artikler/filer/ny/")
    window.locator("input[type=file]").set_input_files(picture)
    window.get_by_label("Hvad viser billedet").fill("To børn bygger et tårn")
    shot(window, "7-new-file")
    window.get_by_role("button", name="Tilføj filen").click()
    expect(window.get_by_text("Ingen artikel kan vise den").first).to_be_visible()
    shot(window, "8-file")
    file_url = window.url
    begin_article(window, "Leg i skolegården")
    add_block(window, "Billede")
    choice = window.locator("select[data-article-files=image]")
    choice.select_option(index=1)
    publish(window)
    expect(window.get_by_text("Der er børn, som kan genkendes").first).to_be_visible()
    shot(window, "9-refused")
    assert not ArticlePage.objects.filter(title="Leg i skolegården", live=True).exists()

    # The basis is stated in another tab, and the field knows it when one comes back.
    other = window.context.new_page()
    other.goto(file_url)
    other.get_by_text("Det hører til vores opgave").click()
    other.get_by_role("button", name="Gem beskrivelsen").click()
    expect(other.get_by_text("gælder i alle artikler")).to_be_visible()
    other.close()
    window.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(choice.locator("option:checked")).to_contain_text("klar")
    publish(window)
    window.wait_for_url(re.compile(r"/redaktion/pages/\d+/$"))
    assert ArticlePage.objects.get(title="Leg i skolegården").live

    # The third is scheduled: the dialog's field is part of the form.
    begin_article(window, "Ny vejledning i januar")
    moment = timezone.localtime(timezone.now() + timedelta(days=30)).strftime("%Y-%m-%d %H:%M")
    window.locator("#id_go_live_at").evaluate("(field, moment) => { field.value = moment; }", moment)
    publish(window)
    window.wait_for_url(re.compile(r"/redaktion/pages/\d+/$"))
    third = ArticlePage.objects.get(title="Ny vejledning i januar")
    assert third.approved_schedule and not third.live

    phone = open_window(user=factories.user(role=Role.STAFF_REPRESENTATIVE), phone=True)
    phone.goto("/")
    expect(phone.get_by_role("link", name="Leg i skolegården")).to_be_visible()
    shot(phone, "10-front-page-phone")
    phone.goto("/viden/nyheder/")
    expect(phone.get_by_text("Ny vejledning i januar")).to_have_count(0)
    phone.get_by_role("button", name="Følg").click()
    expect(phone.get_by_text("Du får en mail, når der er nyt her")).to_be_visible()
    shot(phone, "11-section-phone")
    assert Follow.objects.count() == 1
    phone.get_by_role("link", name="Leg i skolegården").click()
    picture_shown = phone.get_by_role("img", name="To børn bygger et tårn")
    expect(picture_shown).to_be_visible()
    picture_shown.scroll_into_view_if_needed()
    assert picture_shown.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    shot(phone, "12-article-phone")
    phone.goto("/foelger/")
    shot(phone, "13-follows-phone")
