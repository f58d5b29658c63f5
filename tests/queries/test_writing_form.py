"""The form for minutes asks the same of the database with 5 and with 50 agreements; so do a save and the question for
what others saved."""

import pytest
from django.test import Client

from tests.bench import pages
from tests.meetings.minutes.browser import form_of, signed_in
from tests.meetings.minutes.scene import Scene, agreed, begun, full_text, save

pytestmark = pytest.mark.django_db
FORM, ASKED_AND_NEW, ASKED_AND_SAME = 11, 2, 1


def draft(agreements: int) -> Scene:
    scene = begun()
    rows = [agreed(f"Vi prøver to voksne i indskolingen, hold {number}") for number in range(agreements)]
    scene.minutes = save(scene.minutes, full_text(scene, *rows), scene.leader)
    return scene


def asked(client: Client, address: str, status: int = 200) -> int:
    client.get(address)
    with pages.captured_selects() as found:
        assert client.get(address).status_code == status
    return len(found)


@pytest.mark.parametrize("agreements", [5, 50])
def test_the_form_and_what_its_page_asks(agreements: int) -> None:
    scene = draft(agreements)
    client = signed_in(scene.leader)
    assert asked(client, scene.address("skriv")) == FORM
    assert asked(client, f"{scene.address('nu')}?siden=0") == ASKED_AND_NEW
    assert asked(client, f"{scene.address('nu')}?siden={scene.minutes.version}", 304) == ASKED_AND_SAME


def test_saving_one_section_asks_no_more_with_more_agreements() -> None:
    counts = set()
    for agreements in (5, 50):
        scene = draft(agreements)
        client = signed_in(scene.consultant)
        form = form_of(client.get(scene.address("skriv")).content.decode())
        one = {
            name: value for name, value in form.items() if name.endswith("_FORMS") or name.startswith("adjust_frame")
        }
        with pages.captured_selects() as found:
            assert client.post(scene.address("gem"), {**one, "adjust_frame-text": "Kortere"}).status_code == 200
        counts.add(len(found))
    assert len(counts) == 1, counts
