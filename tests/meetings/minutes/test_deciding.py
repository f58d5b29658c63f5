"""The views to submit, withdraw, approve and return minutes."""

from dataclasses import replace

import pytest

from accounts.roles import Role
from foundation import cpr
from foundation.audit import AuditEvent
from meetings.minutes.enums import MinutesState
from meetings.minutes.frozen_format import content_hash, freeze
from meetings.minutes.pages import MinutesPage
from meetings.minutes.writing.draft_content import draft_content
from tests import factories
from tests.meetings.minutes.browser import form_of, signed_in, words
from tests.meetings.minutes.scene import Scene, agreed, approve, approved, save, submit, submitted, written

pytestmark = pytest.mark.django_db
OTHERS = ["leader", "team", "staff", "board", "consultant"]


def state() -> str:
    return MinutesPage.objects.get().state


def decision(scene: Scene) -> dict[str, str]:
    waiting = scene.minutes.submissions.latest("pk")
    return {"version": waiting.version, "content_hash": waiting.content_hash}


def test_the_writer_submits_what_was_just_read() -> None:
    scene = written()
    client = signed_in(scene.leader)
    form = form_of(client.get(scene.address()).content.decode(), "")
    response = client.post(scene.address("indsend"), form, follow=True)
    assert state() == MinutesState.SUBMITTED
    assert "Referatet er sendt til godkendelse. Du får besked, når det er godkendt eller sendt retur." in words(
        response.content.decode()
    )


def test_submitting_incomplete_minutes_lists_what_is_missing() -> None:
    scene = written(agreed(owner=""))
    response = signed_in(scene.leader).post(scene.address("indsend"), {"version": scene.minutes.version}, follow=True)
    assert state() == MinutesState.DRAFT
    text = words(response.content.decode())
    assert "Der mangler noget, før referatet kan sendes til godkendelse." in text
    assert "Aftale 1: Vælg, hvem der har ansvaret." in text


def test_submitting_a_text_that_changed_meanwhile_is_refused() -> None:
    scene = written()
    seen = scene.minutes.version
    written(scene=scene, adjust_frame="Nyt")
    response = signed_in(scene.leader).post(scene.address("indsend"), {"version": seen})
    assert response.status_code == 409
    assert state() == MinutesState.DRAFT


def test_the_chef_sees_the_text_and_two_buttons_and_approves() -> None:
    scene = submitted(agreed("Vi læser hver dag"))
    client = signed_in(scene.chef)
    html = client.get(scene.address("afgoer")).content.decode()
    for text in ("Vi læser hver dag", "Godkend referatet", "Send retur med begrundelse"):
        assert text in words(html)
    response = client.post(scene.address("afgoer"), {**decision(scene), "do": "approve"}, follow=True)
    assert state() == MinutesState.APPROVED
    assert "Referatet er godkendt og låst. Enheden har fået besked." in words(response.content.decode())


def test_the_form_carries_version_and_hash_of_what_is_shown() -> None:
    scene = submitted()
    html = signed_in(scene.chef).get(scene.address("afgoer")).content.decode()
    waiting = scene.minutes.submissions.get()
    assert f'name="version" value="{waiting.version}"' in html
    assert f'name="content_hash" value="{waiting.content_hash}"' in html


def test_returning_without_a_reason_shows_an_error() -> None:
    scene = submitted()
    response = signed_in(scene.chef).post(scene.address("afgoer"), {**decision(scene), "do": "return", "reason": " "})
    assert response.status_code == 422
    assert "Skriv, hvad der skal ændres" in words(response.content.decode())
    assert state() == MinutesState.SUBMITTED


def test_the_reason_is_shown_to_the_writer_on_the_writing_page() -> None:
    scene = submitted()
    signed_in(scene.chef).post(
        scene.address("afgoer"), {**decision(scene), "do": "return", "reason": "Skriv navnene ud."}
    )
    for what in ("", "skriv"):
        assert "Skriv navnene ud." in words(signed_in(scene.leader).get(scene.address(what)).content.decode())


def test_changes_since_last_time_are_marked() -> None:
    scene = submitted(agreed("Den første"), adjust_frame="Mødet var for langt")
    signed_in(scene.chef).post(scene.address("afgoer"), {**decision(scene), "do": "return", "reason": "Ret"})
    scene.minutes.refresh_from_db()
    kept = scene.minutes.submissions.get().text.agreements[0]
    written(replace(kept, text="Den ændrede"), agreed("Den nye"), scene=scene, adjust_frame="Mødet var for kort")
    submit(scene)
    html = signed_in(scene.chef).get(scene.address("afgoer")).content.decode()
    assert "<ins><span" in html and "kort" in html
    text = words(html)
    assert "Ret" in text
    assert "[fjernet: langt ] [tilføjet: kort ]" in text
    assert "Ny" in text and "Ændret" in text
    assert "[fjernet: første ] [tilføjet: ændrede ]" in text


def test_the_first_submission_has_no_marks() -> None:
    scene = submitted()
    html = signed_in(scene.chef).get(scene.address("afgoer")).content.decode()
    assert "<ins>" not in html
    assert "<del>" not in html


def test_a_late_decision_shows_who_decided_and_the_unsent_reason() -> None:
    scene = submitted()
    form = decision(scene)
    approve(scene)
    response = signed_in(scene.chef).post(
        scene.address("afgoer"), {**form, "do": "return", "reason": "Min lange begrundelse"}
    )
    assert response.status_code == 409
    page = words(response.content.decode())
    assert "allerede godkendt af Hanne Holm den" in page
    assert "Min lange begrundelse" in page
    assert state() == MinutesState.APPROVED


def test_the_writer_withdraws_the_submission() -> None:
    scene = submitted()
    client = signed_in(scene.leader)
    form = form_of(client.get(scene.address()).content.decode(), "")
    assert client.post(scene.address("traek-tilbage"), form).url == scene.address("skriv")
    assert state() == MinutesState.DRAFT


@pytest.mark.parametrize("who", OTHERS)
def test_others_of_the_meeting_get_404_for_the_decision(who: str) -> None:
    scene = submitted()
    client = signed_in(getattr(scene, who))
    assert client.get(scene.address("afgoer")).status_code == 404
    for button in ("approve", "return"):
        form = {**decision(scene), "do": button, "reason": "x"}
        assert client.post(scene.address("afgoer"), form).status_code == 404
    assert state() == MinutesState.SUBMITTED


@pytest.mark.parametrize("role", [Role.HEAD_OF_AREA, Role.CONSULTANT, Role.CENTRAL_EDITOR, Role.ADMINISTRATOR])
def test_people_of_other_areas_get_404_for_the_decision(role: Role) -> None:
    scene = submitted()
    client = signed_in(factories.user(role=role, area=factories.make_area("daycare")))
    assert client.post(scene.address("afgoer"), {**decision(scene), "do": "approve"}).status_code == 404
    assert state() == MinutesState.SUBMITTED


@pytest.mark.parametrize("who", ["team", "staff", "board", "chef"])
@pytest.mark.parametrize("what", ["indsend", "traek-tilbage"])
def test_others_get_404_for_submitting_and_withdrawing(who: str, what: str) -> None:
    scene = written() if what == "indsend" else submitted()
    before = state()
    assert (
        signed_in(getattr(scene, who)).post(scene.address(what), {"version": scene.minutes.version}).status_code == 404
    )
    assert state() == before


def test_a_draft_cannot_be_decided_about() -> None:
    scene = written()
    client = signed_in(scene.chef)
    assert client.get(scene.address("afgoer")).status_code == 404


def test_approved_minutes_cannot_be_decided_about_again() -> None:
    scene = approved()
    assert signed_in(scene.chef).get(scene.address("afgoer")).url == scene.address()


def test_a_decision_without_a_version_is_refused() -> None:
    scene = submitted()
    assert signed_in(scene.chef).post(scene.address("afgoer"), {"do": "approve"}).status_code == 400
    assert state() == MinutesState.SUBMITTED


def test_the_chefs_list_has_the_longest_waiting_first_and_only_the_own_area() -> None:
    scene = submitted()
    other = written(scene=None)
    submit(other)
    page = words(signed_in(scene.chef).get("/referater/til-godkendelse/").content.decode())
    assert page.count("sendt af Lise Lund") == 2
    elsewhere = factories.user(role=Role.HEAD_OF_AREA, area=factories.make_area("daycare"))
    assert "Ingen referater venter på dig" in words(
        signed_in(elsewhere).get("/referater/til-godkendelse/").content.decode()
    )
    assert signed_in(scene.leader).get("/referater/til-godkendelse/").status_code == 404


def test_a_number_in_the_reason_that_looks_like_a_cpr_number_can_be_confirmed() -> None:
    scene = submitted()
    chef = signed_in(scene.chef)
    sent = {**decision(scene), "do": "return", "reason": "Se punkt 120315-1234 i planen"}
    refused = chef.post(scene.address("afgoer"), sent)
    assert refused.status_code == 422 and "Se punkt" in refused.content.decode()
    scene.minutes.refresh_from_db()
    assert scene.minutes.state == MinutesState.SUBMITTED
    tokens = refused.context["form"].numbers["reason"]
    assert f'value="{tokens}"' in refused.content.decode()
    assert chef.post(scene.address("afgoer"), {**sent, "not_cpr": tokens}).status_code == 302
    scene.minutes.refresh_from_db()
    assert scene.minutes.state == MinutesState.DRAFT
    event = AuditEvent.objects.get(action="text.no_cpr_confirmed")
    assert event.data["fields"] == ["reason"] and "1234" not in str(event.data)


def test_a_hash_with_ten_digits_like_a_cpr_number_is_accepted() -> None:
    """One hash in 400 has ten such digits."""
    scene = written()
    content = draft_content(scene.minutes)
    text = next(
        text
        for text in (f"Mere tid, forslag {number}" for number in range(20_000))
        if cpr.holds(content_hash(freeze(replace(content, adjust_frame=text))))
    )
    scene.minutes = save(scene.minutes, replace(content, adjust_frame=text), scene.leader)
    submit(scene)
    sent = decision(scene)
    assert cpr.holds(sent["content_hash"])
    assert signed_in(scene.chef).post(scene.address("afgoer"), {**sent, "do": "approve"}).status_code == 302
    assert state() == MinutesState.APPROVED
