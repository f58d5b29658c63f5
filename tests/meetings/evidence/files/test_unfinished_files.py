"""Files that are not ready: their state is shown wherever they appear, and a refused one can be removed."""

import pytest

from media.enums import MediaState
from meetings.evidence.cards import cards_of
from meetings.evidence.sharing.readiness import missing_before_sharing
from tests.meetings.evidence.scene import TODAY

WAITS = 'data-media-waits="/medier/tilstand/"'
REASON = "Billedet er beskadiget og kan ikke læses. Vælg det igen, eller tag et nyt."


@pytest.fixture
def draft(scene):
    return scene.photos(0)


def pages(scene, draft):
    return [
        scene.url_of(draft, "rediger"),
        scene.url_of(draft, "om"),
        scene.url_of(draft, "se-efter"),
        scene.page(draft),
    ]


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("state", [MediaState.RECEIVED, MediaState.PROCESSING])
def test_an_unfinished_file_shows_its_state_and_no_picture(scene, draft, signed_in, state):
    photo = scene.with_photo(draft)
    type(photo).objects.update(state=state)
    for address in pages(scene, draft):
        html = read(signed_in(scene.leader), address)
        assert WAITS in html and f'data-media-slot="{photo.key}"' in html, address
        assert str(state.label) in html, address
        assert photo.url("card") not in html and photo.url("thumb") not in html and photo.url("large") not in html
    (card,) = cards_of([draft], today=TODAY)
    assert card.files_state == "1 fil behandles"
    assert card.picture_url == ""
    (missing,) = missing_before_sharing(draft, today=TODAY)
    assert "ikke klar endnu" in missing.text


def test_a_ready_file_is_shown_in_the_same_place(scene, draft, signed_in):
    photo = scene.with_photo(draft)
    for address in pages(scene, draft):
        html = read(signed_in(scene.leader), address)
        assert f'data-media-slot="{photo.key}"' in html and WAITS not in html, address
        assert f"/medier/{photo.key}/" in html


def test_a_refused_file_shows_the_reason_and_can_be_removed(scene, draft, signed_in):
    good = scene.with_photo(draft)
    photo = scene.with_photo(draft, state=MediaState.REFUSED, refusal=REASON)
    client = signed_in(scene.leader)
    for name in ("rediger", "se-efter"):
        assert REASON in read(client, scene.url_of(draft, name)), name
    about = read(client, scene.url_of(draft, "om"))
    assert str(photo.key) not in about and str(good.key) in about, "a refused file is not described"
    (missing,) = missing_before_sharing(draft, today=TODAY)
    assert (missing.text, missing.step) == ("Billede 2 blev afvist. Tag den ud.", "content")
    (card,) = cards_of([draft], today=TODAY)
    assert card.files_state == "1 fil blev afvist"
    content = client.get(scene.url_of(draft, "rediger"))
    sent = {"seen": draft.version, "remove": str(photo.key)}
    assert client.post(content.request["PATH_INFO"], sent).status_code in (200, 302)
    assert not type(photo).objects.filter(pk=photo.pk).exists()
    assert missing_before_sharing(type(draft).objects.get(pk=draft.pk), today=TODAY) == []
