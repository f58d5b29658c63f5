"""Requests of the form's script: a draft to upload files to, and the version its text is based on."""

import pytest

from foundation.forms.carry_out_once import SentForm
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from tests.meetings.evidence.scene import send_minutes

JSON = {"HTTP_ACCEPT": "application/json"}


def ask(client, address, **said):
    return client.post(address, {"form_key": "abc123", **said}, **JSON)


def test_the_first_file_creates_the_draft_before_its_upload(scene, signed_in):
    answer = ask(signed_in(scene.staff), scene.address("ny/film"), begin="1", **{"words-text": "Et par ord"})
    draft = Evidence.objects.get()
    assert draft.kind == EvidenceKind.FILM
    told = answer.json()
    assert told.pop("key")
    assert told == {
        "evidence": draft.pk,
        "edit": scene.url_of(draft, "rediger"),
        "seen": draft.version,
        "keep": f"evidence-{draft.pk}-{draft.version}",
    }
    assert str(draft.body[0].value) == "Et par ord"


def test_each_response_contains_the_next_one_time_key(scene, signed_in):
    client = signed_in(scene.staff)
    told = ask(client, scene.address("ny/film"), begin="1").json()
    for words in ("Et par ord", "Et par ord mere"):
        sent = {"seen": told["seen"], "one_time_key": told["key"], "words-text": words}
        told = client.post(told["edit"], sent, **JSON).json()
        assert SentForm.objects.filter(key=sent["one_time_key"].partition(".")[2]).exists()
    assert str(Evidence.objects.get().body[0].value) == "Et par ord mere"


def test_asking_twice_creates_one_draft(scene, signed_in):
    client = signed_in(scene.staff)
    first = ask(client, scene.address("ny/film"), begin="1").json()
    assert ask(client, scene.address("ny/film"), begin="1").json()["evidence"] == first["evidence"]
    assert Evidence.objects.count() == 1


def test_an_ordinary_form_creates_no_empty_draft(scene, signed_in):
    client = signed_in(scene.staff)
    assert client.post(scene.address("ny/film"), {"begin": "1"}).status_code == 422
    assert client.post(scene.address("ny/film"), {}, **JSON).status_code == 422
    assert not Evidence.objects.exists()


def test_nobody_creates_a_draft_where_they_may_not(scene, signed_in):
    for person in (scene.board, scene.chef, scene.consultant, scene.stranger):
        assert ask(signed_in(person), scene.address("ny/film"), begin="1").status_code == 404
    send_minutes(scene.meeting)
    assert ask(signed_in(scene.staff), scene.address("ny/film"), begin="1").status_code == 422
    assert not Evidence.objects.exists()


def test_text_is_saved_while_one_writes_and_the_version_is_returned(scene, signed_in):
    client = signed_in(scene.staff)
    begun = ask(client, scene.address("ny/film"), begin="1").json()
    saved = ask(client, begun["edit"], seen=begun["seen"], **{"words-text": "Nye ord"}).json()
    draft = Evidence.objects.get()
    assert saved["seen"] == draft.version > begun["seen"]
    assert str(draft.body[0].value) == "Nye ord"
    stale = ask(client, begun["edit"], seen=begun["seen"], **{"words-text": "Gamle ord"})
    assert stale.status_code == 409
    draft.refresh_from_db()
    assert str(draft.body[0].value) == "Nye ord"


def test_removing_a_file_by_script_adds_no_message(scene, signed_in):
    draft = scene.photos(2)
    photo = MediaItem.objects.filter(kind=MediaKind.IMAGE).first()
    client = signed_in(scene.staff)
    answer = ask(client, scene.url_of(draft, "rediger"), seen=draft.version, remove=str(photo.key))
    assert answer.json()["evidence"] == draft.pk
    assert not type(photo).objects.filter(pk=photo.pk).exists()
    assert "Filen er slettet" not in client.get(scene.url_of(draft, "rediger")).content.decode()


@pytest.mark.parametrize("what", ["rediger", "om", "se-efter"])
def test_the_form_works_without_the_script(scene, signed_in, what):
    assert signed_in(scene.leader).get(scene.url_of(scene.photos(), what)).status_code == 200
