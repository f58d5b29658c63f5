"""The pages on which minutes are handed in, approved and sent back."""

from dataclasses import replace

import pytest

from accounts.roles import Role
from foundation import cpr
from foundation.audit import AuditEvent
from meetings.minutes.enums import MinutesState
from meetings.minutes.frozen_form import content_hash, freeze
from meetings.minutes.page_content import content_of
from meetings.minutes.pages import MinutesPage
from meetings.minutes.writing.save_minutes import save_minutes
from tests import factories
from tests.meetings.minutes.browser import form_of, signed_in, words
from tests.meetings.minutes.scene import Scene, agreed, approve, approved, submit, submitted, written

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


def test_what_is_missing_is_named_after_pressing_too() -> None:
    scene = written(agreed(owner=""))
    response = signed_in(scene.leader).post(scene.address("indsend"), {"version": scene.minutes.version}, follow=True)
    assert state() == MinutesState.DRAFT
    said = words(response.content.decode())
    assert "Der mangler noget, før referatet kan sendes til godkendelse." in said
    assert "Aftale 1: Vælg, hvem der har ansvaret." in said


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


def test_without_a_reason_nothing_is_sent_back_and_the_page_says_so() -> None:
    scene = submitted()
    response = signed_in(scene.chef).post(scene.address("afgoer"), {**decision(scene), "do": "return", "reason": " "})
    assert response.status_code == 422
    assert "Skriv, hvad der skal ændres" in words(response.content.decode())
    assert state() == MinutesState.SUBMITTED


def test_the_writer_meets_the_reason_where_it_is_used() -> None:
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
    said = words(html)
    assert "Ret" in said
    assert "[fjernet: langt ] [tilføjet: kort ]" in said
    assert "Ny" in said and "Ændret" in said
    assert "[fjernet: første ] [tilføjet: ændrede ]" in said


def test_the_first_submission_has_no_marks() -> None:
    scene = submitted()
    html = signed_in(scene.chef).get(scene.address("afgoer")).content.decode()
    assert "<ins>" not in html
    assert "<del>" not in html


def test_whoever_presses_second_is_told_and_keeps_what_was_written() -> None:
    scene = submitted()
    said = decision(scene)
    approve(scene)
    response = signed_in(scene.chef).post(
        scene.address("afgoer"), {**said, "do": "return", "reason": "Min lange begrundelse"}
    )
    assert response.status_code == 409
    page = words(response.content.decode())
    assert "allerede godkendt af Hanne Holm den" in page
    assert "Min lange begrundelse" in page
    assert state() == MinutesState.APPROVED


def test_the_writer_takes_it_back() -> None:
    scene = submitted()
    client = signed_in(scene.leader)
    form = form_of(client.get(scene.address()).content.decode(), "")
    assert client.post(scene.address("traek-tilbage"), form).url == scene.address("skriv")
    assert state() == MinutesState.DRAFT


@pytest.mark.parametrize("who", OTHERS)
def test_for_others_the_decision_is_not_there(who: str) -> None:
    scene = submitted()
    client = signed_in(getattr(scene, who))
    assert client.get(scene.address("afgoer")).status_code == 404
    for button in ("approve", "return"):
        form = {**decision(scene), "do": button, "reason": "x"}
        assert client.post(scene.address("afgoer"), form).status_code == 404
    assert state() == MinutesState.SUBMITTED


@pytest.mark.parametrize("role", [Role.HEAD_OF_AREA, Role.CONSULTANT, Role.CENTRAL_EDITOR, Role.ADMINISTRATOR])
def test_nor_for_people_from_elsewhere(role: Role) -> None:
    scene = submitted()
    client = signed_in(factories.user(role=role, area=factories.make_area("daycare")))
    assert client.post(scene.address("afgoer"), {**decision(scene), "do": "approve"}).status_code == 404
    assert state() == MinutesState.SUBMITTED


@pytest.mark.parametrize("who", ["team", "staff", "board", "chef"])
@pytest.mark.parametrize("what", ["indsend", "traek-tilbage"])
def test_only_who_may_submit_submits_and_takes_back(who: str, what: str) -> None:
    scene = written() if what == "indsend" else submitted()
    before = state()
    assert (
        signed_in(getattr(scene, who)).post(scene.address(what), {"version": scene.minutes.version}).status_code == 404
    )
    assert state() == before


def test_a_draft_is_not_the_chefs_to_decide() -> None:
    scene = written()
    client = signed_in(scene.chef)
    assert client.get(scene.address("afgoer")).status_code == 404


def test_approved_minutes_have_nothing_left_to_decide() -> None:
    scene = approved()
    assert signed_in(scene.chef).get(scene.address("afgoer")).url == scene.address()


def test_a_form_without_a_version_decides_nothing() -> None:
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


def test_what_looks_like_a_cpr_number_in_the_reason_can_be_said_to_be_none() -> None:
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


def test_a_hash_with_ten_digits_like_a_cpr_number_does_not_stand_in_the_way() -> None:
    """One hash in 400 has them."""
    scene = written()
    content = content_of(scene.minutes)
    text = next(
        text
        for text in (f"Mere tid, forslag {number}" for number in range(20_000))
        if cpr.holds(content_hash(freeze(replace(content, adjust_frame=text))))
    )
    scene.minutes = save_minutes(
        minutes=scene.minutes,
        content=replace(content, adjust_frame=text),
        seen_version=scene.minutes.version,
        by=scene.leader,
    )
    submit(scene)
    sent = decision(scene)
    assert cpr.holds(sent["content_hash"])
    assert signed_in(scene.chef).post(scene.address("afgoer"), {**sent, "do": "approve"}).status_code == 302
    assert state() == MinutesState.APPROVED
