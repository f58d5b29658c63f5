"""An example of one unit is shown to all leaders, and to nobody else."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from meetings.forum.pages import ExamplePage
from tests.browser.accessibility import wait_until_loaded
from tests.browser.windows import press
from tests.browser.year.acts import (
    checked,
    follow,
    is_refused,
    is_told,
    may_not_open,
    may_not_press,
    opens,
    stands_at,
)
from tests.browser.year.cast import Cast
from tests.browser.year.gathering import OF_THE_FIRST, OF_THE_SECOND

TITLE = "Haletudser i regnvejr"
TOLD = {
    "Hvad gjorde vi?": "Vi gik ud, selv om det regnede.",
    "Hvad så vi?": "De stille børn spurgte mest.",
    "Hvad lærte vi?": "Spørgsmål først, svar bagefter.",
    "Hvad kan andre bruge?": "Gå ud i regnen på mandag.",
}


def leader_proposes_an_example(cast: Cast) -> None:
    """One photo with a basis for the lederforum; the other without, and so it is not shown."""
    for person in (cast.staff, cast.board, cast.chef, cast.consultant):
        window = opens(cast.at_desk(person), cast.photos)
        expect(window.get_by_role("link", name="Foreslå det som eksempel")).to_have_count(0)
    page = opens(cast.at_desk(cast.leader), cast.photos)
    follow(page, "Foreslå det som eksempel til lederforum")
    page.get_by_label("Titel").fill(TITLE)
    for question, answer in TOLD.items():
        page.get_by_label(question).fill(answer)
    first = page.get_by_role("group", name="Billede 1")
    first.get_by_role("radio", name="Vises: Ingen kan genkendes").check()
    press(page, "Send forslaget")
    is_refused(page, "Til mødet har I valgt et andet grundlag.")
    assert not ExamplePage.objects.exists()

    first.get_by_role("radio", name="Vises: Det er en del af vores opgave").check()
    press(page, "Send forslaget")
    is_told(page, "Eksemplet er foreslået.")
    checked(page)
    cast.example = urlsplit(page.url).path
    expect(page.get_by_role("img", name=OF_THE_FIRST)).to_be_visible()
    expect(page.get_by_role("img", name=OF_THE_SECOND)).to_have_count(0)


def until_it_is_cleared_only_its_own_see_it(cast: Cast) -> None:
    for person in (cast.other_leader, cast.daycare_leader, cast.staff, cast.board, cast.consultant):
        may_not_open(cast.at_desk(person), cast.example, f"{cast.example}vis/", f"{cast.example}afgoer/")
    for person in (cast.other_leader, cast.daycare_leader):
        may_not_open(cast.at_desk(person), *cast.photo_files)
    version = str(ExamplePage.objects.get().version)
    for person in (cast.leader, cast.consultant, cast.other_leader):
        may_not_press(cast.at_desk(person), f"{cast.example}afgoer/", act="clear", version=version)


def chef_clears_it(cast: Cast) -> None:
    page = opens(cast.at_desk(cast.chef), "/")
    follow(page, "Se på det")
    opens(page, f"{cast.example}afgoer/")
    expect(page.get_by_text(f"{OF_THE_FIRST}: ")).to_be_visible()
    press(page, "Vis i lederforum")
    is_told(page, "Alle ledere kan nu se eksemplet.")
    checked(page)


def other_leaders_see_and_show_it(cast: Cast) -> None:
    page = opens(cast.at_desk(cast.other_leader), "/lederforum/")
    follow(page, TITLE)
    expect(page.get_by_role("img", name=OF_THE_FIRST)).to_be_visible()
    assert page.request.get(cast.photo_files[0]).status == 200
    may_not_open(page, cast.photo_files[1], cast.film_file)

    follow(page, "Vis på storskærm")
    expect(page.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    for question, answer in TOLD.items():
        wait_until_loaded(page)  # the script that listens to the keys is there
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("heading", name=question, level=1)).to_be_visible()
        expect(page.get_by_text(answer)).to_be_visible()
        checked(page)
    wait_until_loaded(page)
    page.keyboard.press("ArrowLeft")
    stands_at(page, "?side=4")
    opens(cast.at_desk(cast.daycare_leader), cast.example)


def nobody_else_does(cast: Cast) -> None:
    for person in (cast.staff, cast.board):
        window = cast.at_desk(person)
        may_not_open(window, "/lederforum/", cast.example, f"{cast.example}vis/", f"{cast.example}vis/?side=2")
