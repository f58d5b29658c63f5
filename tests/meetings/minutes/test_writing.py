"""The views for writing minutes: the form, saving in the background, conflicts and merging."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from meetings.meeting.enums import MeetingState
from meetings.minutes.pages import MinutesPage
from tests import factories
from tests.meetings.minutes.browser import form_of, prefix_of, signed_in, words
from tests.meetings.minutes.scene import Scene, begun, held, section_texts, submitted, written
from tests.unbroken import unbroken

pytestmark = pytest.mark.django_db


def open_form(scene: Scene, who: str = "leader") -> tuple[Client, dict[str, Any]]:
    client = signed_in(getattr(scene, who))
    return client, form_of(client.get(scene.address("skriv")).content.decode())


def press(client: Client, scene: Scene, form: dict[str, Any], button: str = "save", **changes: Any) -> HttpResponse:
    return client.post(scene.address("skriv"), {**form, **changes, "do": button})


FIRST = "sections-0-text"


def page() -> MinutesPage:
    return MinutesPage.objects.get()


def test_opening_the_form_creates_nothing() -> None:
    scene = held()
    _client, form = open_form(scene)
    assert form["version"] == "0"
    assert not MinutesPage.objects.exists()


def test_the_first_save_creates_the_minutes() -> None:
    scene = held()
    client, form = open_form(scene)
    response = press(client, scene, form, **{FIRST: "Vi så på trivsel."})
    assert response.url == scene.address("skriv")
    assert section_texts(page())[0] == "Vi så på trivsel."
    assert "Kladden er gemt kl." in words(client.get(response.url).content.decode())
    assert "Senest gemt 1. oktober 2026" in words(client.get(response.url).content.decode())


def test_two_who_open_the_empty_form_at_once_do_not_overwrite_each_other() -> None:
    scene = held()
    lise, her_form = open_form(scene)
    kim, his_form = open_form(scene, "consultant")
    press(lise, scene, her_form, **{FIRST: "Lises"})
    response = press(kim, scene, his_form, **{FIRST: "Kims"})
    assert response.status_code == 409
    assert section_texts(page())[0] == "Lises"


def test_before_the_meeting_was_held_the_page_explains_what_to_do() -> None:
    scene = held(state=MeetingState.PREPARING)
    response = signed_in(scene.leader).get(scene.address("skriv"))
    assert response.status_code == 409
    assert "Notér først på mødets side, at mødet er holdt" in words(response.content.decode())
    assert signed_in(scene.leader).post(scene.address("gem"), {}).status_code == 409


def test_an_agreement_is_added_to_its_section_and_other_input_is_kept() -> None:
    scene = held()
    client, form = open_form(scene)
    section = form["sections-0-id"]
    response = press(client, scene, form, f"add:{section}", **{FIRST: "Midt i en sætning", "adjust_frame": "Kortere"})
    assert response.url.startswith(scene.address("skriv") + "#aftale-")
    form = form_of(client.get(scene.address("skriv")).content.decode())
    assert form[FIRST] == "Midt i en sætning"
    assert form["adjust_frame"] == "Kortere"
    prefix = prefix_of(form, "agreements")
    assert form[f"{prefix}-section"] == section
    press(client, scene, form, **{f"{prefix}-text": "Vi læser", f"{prefix}-due_on": "1. februar"})
    assert page().agreements[0].value["text"] == ""
    values = {f"{prefix}-text": "Vi læser", f"{prefix}-due_on": "01.02.2027", f"{prefix}-owner": "unit"}
    press(client, scene, form, **values)
    value = page().agreements[0].value
    assert (value["text"], value["owner"], value["due_on"].isoformat()) == ("Vi læser", "unit", "2027-02-01")


def test_an_invalid_date_shows_an_error_and_keeps_all_input() -> None:
    scene = written()
    client, form = open_form(scene)
    changes = {f"{prefix_of(form, 'agreements')}-due_on": "til foråret", "adjust_frame": "Skrevet netop nu"}
    response = press(client, scene, form, **changes)
    assert response.status_code == 422
    shown = form_of(response.content.decode())
    assert shown["adjust_frame"] == "Skrevet netop nu"
    assert "Skriv datoen som dag, måned og år" in words(response.content.decode())


def test_a_removed_agreement_can_be_put_back() -> None:
    scene = written()
    client, form = open_form(scene)
    row_id = form["agreements-0-id"]
    press(client, scene, form, f"remove:{row_id}")
    assert not page().agreements
    html = client.get(scene.address("skriv")).content.decode()
    assert "Aftalen »Vi prøver to voksne i indskolingen« er taget ud." in words(html)
    press(client, scene, form_of(html), f"restore:{row_id}")
    assert page().agreements[0].value["text"] == "Vi prøver to voksne i indskolingen"
    assert "er taget ud" not in words(client.get(scene.address("skriv")).content.decode())


def test_an_agreement_with_an_unknown_id_gets_a_new_id() -> None:
    """Otherwise approval could overwrite another unit's agreement."""
    theirs = factories.agreement()
    scene = begun()
    client, form = open_form(scene)
    row_id = str(theirs.block_id)
    new = {"agreements-TOTAL_FORMS": "1", "agreements-0-id": row_id, "agreements-0-text": "Overtaget"}
    press(client, scene, form, **new)
    assert page_of(scene).agreements[0].value["text"] == "Overtaget"
    assert page_of(scene).agreements[0].id != row_id


def page_of(scene: Scene) -> MinutesPage:
    return MinutesPage.objects.get(meeting=scene.meeting)


def test_a_stale_form_shows_both_texts_and_saves_nothing() -> None:
    scene = begun()
    lise, her_form = open_form(scene)
    kim, his_form = open_form(scene, "consultant")
    press(lise, scene, her_form, **{FIRST: "Lises ord", "adjust_frame": "Lises ramme"})
    response = press(kim, scene, his_form, **{FIRST: "Kims ord", "adjust_content": "Kims indhold"})
    assert response.status_code == 409
    shown = words(response.content.decode())
    assert "Lise Lund gemte kl." in shown
    for text in ("Lises ord", "Kims ord", "Lises ramme", "Kims indhold"):
        assert text in shown
    assert section_texts(page())[0] == "Lises ord"
    assert page().adjust_content == ""


def test_the_writer_merges_both_texts() -> None:
    scene = begun()
    lise, her_form = open_form(scene)
    kim, his_form = open_form(scene, "consultant")
    press(lise, scene, her_form, **{FIRST: "Lises ord", "adjust_frame": "Lises ramme"})
    conflict = press(kim, scene, his_form, **{FIRST: "Kims ord", "adjust_content": "Kims indhold"})
    response = press(kim, scene, form_of(conflict.content.decode(), ""))
    assert response.status_code == 302
    minutes = page()
    assert section_texts(minutes)[0] == "Lises ord\n\nKims ord"
    assert (minutes.adjust_frame, minutes.adjust_content) == ("Lises ramme", "Kims indhold")


def test_a_third_who_saves_meanwhile_is_not_overwritten_by_the_merge() -> None:
    scene = begun()
    lise, her_form = open_form(scene)
    kim, his_form = open_form(scene, "consultant")
    press(lise, scene, her_form, adjust_frame="Lise")
    conflict = press(kim, scene, his_form, adjust_frame="Kim")
    tom, tom_form = open_form(scene, "team")
    press(tom, scene, tom_form, adjust_frame="Tom")
    response = press(kim, scene, form_of(conflict.content.decode(), ""))
    assert response.status_code == 409
    assert page().adjust_frame == "Tom"


def test_text_written_while_somebody_submitted_is_shown_and_not_saved() -> None:
    scene = written()
    client, form = open_form(scene)
    from tests.meetings.minutes.scene import submit

    submit(scene)
    response = press(client, scene, form, adjust_frame="Skrevet for sent")
    assert response.status_code == 409
    assert "Det, du skrev, er ikke gemt" in words(response.content.decode())
    assert "Skrevet for sent" in words(response.content.decode())
    assert page().adjust_frame == ""


def test_saving_in_the_background_returns_the_next_version() -> None:
    scene = held()
    client, form = open_form(scene)
    first = client.post(scene.address("gem"), {**form, "adjust_frame": "Et"}).json()
    assert first["version"] == 2
    assert first["text"].startswith(unbroken("Gemt kl. "))
    again = {**form, "version": first["version"], "base": first["base"], "adjust_frame": "Et to"}
    second = client.post(scene.address("gem"), again).json()
    assert second["version"] == 3
    assert page().adjust_frame == "Et to"


def test_saving_in_the_background_never_overwrites() -> None:
    scene = begun()
    client, form = open_form(scene)
    written(scene=scene, adjust_frame="En andens")
    response = client.post(scene.address("gem"), {**form, "adjust_frame": "Min"})
    assert response.status_code == 409
    assert "En anden har gemt imens" in response.json()["text"]
    assert page().adjust_frame == "En andens"
    bad = client.post(scene.address("gem"), {**form, "version": "x"})
    assert bad.status_code == 422


@pytest.mark.parametrize("make", [held, begun, written, submitted])
@pytest.mark.parametrize("who", ["staff", "board", "chef"])
@pytest.mark.parametrize("what", ["skriv", "gem"])
def test_others_of_the_meeting_get_404(make: Callable[[], Scene], who: str, what: str) -> None:
    scene = make()
    client = signed_in(getattr(scene, who))
    assert client.post(scene.address(what), {"adjust_frame": "Smuglet"}).status_code == 404
    assert client.get(scene.address(what)).status_code in {404, 405}


def test_the_form_of_submitted_minutes_redirects_to_the_page() -> None:
    scene = submitted()
    response = signed_in(scene.leader).get(scene.address("skriv"))
    assert response.url == scene.address()
