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


FIRST, FRAME = "sections-0-text", "adjust_frame-text"


def page() -> MinutesPage:
    return MinutesPage.objects.get()


def test_opening_the_form_creates_nothing() -> None:
    scene = held()
    _client, _form = open_form(scene)
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
    (lise, her_form), (kim, his_form) = two_forms(scene)
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
    response = press(client, scene, form, f"add:{section}", **{FIRST: "Midt i en sætning", FRAME: "Kortere"})
    assert response.url.startswith(scene.address("skriv") + "#aftale-")
    form = form_of(client.get(scene.address("skriv")).content.decode())
    assert form[FIRST] == "Midt i en sætning"
    assert form[FRAME] == "Kortere"
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
    changes = {f"{prefix_of(form, 'agreements')}-due_on": "til foråret", FRAME: "Skrevet netop nu"}
    response = press(client, scene, form, **changes)
    assert response.status_code == 422
    shown = form_of(response.content.decode())
    assert shown[FRAME] == "Skrevet netop nu"
    assert "Skriv datoen som dag, måned og år" in words(response.content.decode())


def test_a_removed_agreement_can_be_put_back() -> None:
    scene = written()
    client, form = open_form(scene)
    row_id = form["agreements-0-id"]
    press(client, scene, form, f"remove:{row_id}")
    assert not page().agreements
    html = client.get(scene.address("skriv")).content.decode()
    assert "»Vi prøver to voksne i indskolingen« er taget ud." in words(html)
    press(client, scene, form_of(html), f"restore:{row_id}")
    assert page().agreements[0].value["text"] == "Vi prøver to voksne i indskolingen"
    assert "er taget ud" not in words(client.get(scene.address("skriv")).content.decode())


def test_an_agreement_with_an_unknown_id_is_ignored() -> None:
    """Otherwise approval could overwrite another unit's agreement."""
    theirs = factories.agreement()
    scene = begun()
    client, form = open_form(scene)
    new = {"agreements-TOTAL_FORMS": "1", "agreements-0-id": str(theirs.block_id), "agreements-0-text": "Overtaget"}
    press(client, scene, form, **new, **{"agreements-0-base": ""})
    assert not page_of(scene).agreements


def page_of(scene: Scene) -> MinutesPage:
    return MinutesPage.objects.get(meeting=scene.meeting)


def two_forms(scene: Scene) -> tuple[tuple[Client, dict[str, Any]], tuple[Client, dict[str, Any]]]:
    return open_form(scene), open_form(scene, "consultant")


def test_two_who_save_the_whole_form_in_different_sections_do_not_meet() -> None:
    scene = begun()
    (lise, her_form), (kim, his_form) = two_forms(scene)
    press(lise, scene, her_form, **{FIRST: "Lises ord"})
    response = press(kim, scene, his_form, **{"sections-1-text": "Kims ord", "adjust_content-text": "Kims indhold"})
    assert response.status_code == 302
    assert section_texts(page()) == ["Lises ord", "Kims ord"]
    assert page().adjust_content == "Kims indhold"


def test_in_the_same_section_both_texts_stand_side_by_side_and_the_rest_is_saved() -> None:
    scene = begun()
    (lise, her_form), (kim, his_form) = two_forms(scene)
    press(lise, scene, her_form, **{FIRST: "Lises ord", FRAME: "Lises ramme"})
    response = press(kim, scene, his_form, **{FIRST: "Kims ord", "adjust_content-text": "Kims indhold"})
    assert response.status_code == 409
    shown = words(response.content.decode())
    assert "Lise Lund gemte her kl." in shown
    assert form_of(response.content.decode())[FIRST] == "Kims ord"
    assert form_of(response.content.decode())[FRAME] == "Lises ramme"
    assert shown.count("Hvilken tekst skal bruges?") == 1
    assert section_texts(page())[0] == "Lises ord"
    assert (page().adjust_frame, page().adjust_content) == ("Lises ramme", "Kims indhold")


@pytest.mark.parametrize(
    ("choice", "stands"), [("both", "Lises ord\n\nKims ord"), ("mine", "Kims ord"), ("saved", "Lises ord")]
)
def test_the_writer_chooses_what_stands(choice: str, stands: str) -> None:
    scene = begun()
    (lise, her_form), (kim, his_form) = two_forms(scene)
    press(lise, scene, her_form, **{FIRST: "Lises ord"})
    conflict = press(kim, scene, his_form, **{FIRST: "Kims ord"})
    again = press(kim, scene, form_of(conflict.content.decode()), **{"sections-0-choice": choice})
    assert again.status_code == 302
    assert section_texts(page())[0] == stands


def test_who_takes_out_an_agreement_that_was_changed_sees_it_first() -> None:
    scene = written()
    (lise, her_form), (kim, his_form) = two_forms(scene)
    row_id = his_form["agreements-0-id"]
    press(lise, scene, her_form, **{"agreements-0-text": "Vi prøver tre voksne"})
    response = press(kim, scene, his_form, f"remove:{row_id}")
    assert response.status_code == 409
    assert "Den er ikke taget ud" in words(response.content.decode())
    form = form_of(response.content.decode())
    assert form["agreements-0-text"] == "Vi prøver tre voksne"
    press(kim, scene, form, f"remove:{row_id}")
    assert not page().agreements


def test_text_written_while_somebody_submitted_is_shown_and_not_saved() -> None:
    scene = written()
    client, form = open_form(scene)
    from tests.meetings.minutes.scene import submit

    submit(scene)
    response = press(client, scene, form, **{FRAME: "Skrevet for sent"})
    assert response.status_code == 409
    assert "Det, du skrev, er ikke gemt" in words(response.content.decode())
    assert "Skrevet for sent" in words(response.content.decode())
    assert page().adjust_frame == ""


class TestSavingInTheBackground:
    def one_section(self, form: dict[str, Any], prefix: str, **values: str) -> dict[str, Any]:
        """What a script sends of one section."""
        sent = {name: value for name, value in form.items() if name.endswith("_FORMS") or name.startswith(prefix)}
        return sent | values

    def test_saves_the_sections_that_were_sent_and_no_others(self) -> None:
        scene = written(adjust_frame="Fra før")
        client, form = open_form(scene)
        sent = self.one_section(form, "sections-0", **{FIRST: "Kun det her"})
        answer = client.post(scene.address("gem"), sent).json()
        assert answer["text"].startswith(unbroken("Gemt kl. "))
        key = f"sections/{form['sections-0-id']}"
        assert (list(answer["sections"]), answer["two_texts"]) == ([key], {})
        assert answer["sections"][key]["values"] == {"text": "Kun det her"}
        assert section_texts(page()) == ["Kun det her", "Vi talte om fællesskaber for alle."]
        assert (page().adjust_frame, len(page().agreements)) == ("Fra før", 1)

    def test_goes_on_from_the_answer(self) -> None:
        scene = held()
        client, form = open_form(scene)
        first = client.post(scene.address("gem"), self.one_section(form, "adjust_frame", **{FRAME: "Et"})).json()
        again = {"adjust_frame-base": first["sections"]["adjust_frame/"]["base"], FRAME: "Et to"}
        second = client.post(scene.address("gem"), self.one_section(form, "adjust_frame", **again)).json()
        assert (second["two_texts"], page().adjust_frame) == ({}, "Et to")

    def test_never_overwrites_and_sends_both_texts(self) -> None:
        scene = begun()
        client, form = open_form(scene)
        written(scene=scene, adjust_frame="En andens")
        answer = client.post(scene.address("gem"), self.one_section(form, "adjust_frame", **{FRAME: "Min"})).json()
        shown = words(answer["two_texts"]["adjust_frame/"])
        assert "En andens" in shown and "Min" in shown
        assert page().adjust_frame == "En andens"

    def test_a_date_that_cannot_be_read_keeps_back_its_section_alone(self) -> None:
        scene = written()
        client, form = open_form(scene)
        bad = {"agreements-0-due_on": "til foråret", FRAME: "Kortere"}
        sent = self.one_section(form, "agreements-0") | self.one_section(form, "adjust_frame") | bad
        answer = client.post(scene.address("gem"), sent)
        assert (answer.status_code, list(answer.json()["sections"])) == (422, ["adjust_frame/"])
        assert page().adjust_frame == "Kortere"


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
