"""Earlier versions of a section are compared and brought back by those who write, and thinned out in the night."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.minutes.pages import MinutesPage
from meetings.minutes.writing.restore_section import SectionChanged, restore_section
from meetings.minutes.writing.section_version import SectionVersion
from meetings.minutes.writing.thin_out_versions import thin_out_versions
from tests.meetings.minutes.browser import form_of, signed_in, words
from tests.meetings.minutes.scene import Scene, begun, full_text, save, section_texts

pytestmark = pytest.mark.django_db
VERSIONS = "versioner/adjust_frame"


def saved(scene: Scene, *texts: str, minutes_apart: int = 10) -> None:
    """Save each text some minutes after the one before."""
    for text in texts:
        scene.minutes = save(scene.minutes, full_text(scene, agreements=(), adjust_frame=text), scene.leader)
        rows = SectionVersion.objects.filter(meeting=scene.meeting)
        for row in rows:
            SectionVersion.objects.filter(pk=row.pk).update(saved_at=row.saved_at - timedelta(minutes=minutes_apart))


def numbers(**filters: object) -> list[int]:
    rows = SectionVersion.objects.filter(part="adjust_frame", **filters).order_by("number")
    return list(rows.values_list("number", flat=True))


def test_versions_are_compared_and_one_is_brought_back() -> None:
    scene = begun()
    saved(scene, "Kortere møde", "Længere møde")
    client = signed_in(scene.consultant)
    assert scene.address(VERSIONS) in client.get(scene.address("skriv")).content.decode()
    page = client.get(scene.address(VERSIONS)).content.decode()
    assert "Lise Lund" in words(page) and "Hent den tilbage" in words(page)
    form = form_of(page, "")
    sent = {name: value if isinstance(value, str) else value[0] for name, value in form.items()}
    answer = client.post(scene.address(VERSIONS), {**sent, "version": numbers()[-2]}, follow=True)
    assert "Den tidligere tekst er tilbage." in words(answer.content.decode())
    assert MinutesPage.objects.get().adjust_frame == "Kortere møde"
    newest = SectionVersion.objects.filter(part="adjust_frame").latest("number")
    assert (newest.content, newest.saved_by) == ({"text": "Kortere møde"}, scene.consultant)


def test_what_was_saved_meanwhile_is_not_lost() -> None:
    scene = begun()
    saved(scene, "Kortere møde", "Længere møde")
    first = SectionVersion.objects.get(part="adjust_frame", content__text="Kortere møde")
    seen = SectionVersion.objects.get(part="adjust_frame", content__text="Længere møde").fingerprint
    saved(scene, "To møder")
    with pytest.raises(SectionChanged):
        restore_section(minutes=scene.minutes, version=first, expected_digest=seen, by=scene.consultant)
    assert MinutesPage.objects.get().adjust_frame == "To møder"


def test_an_agreement_that_was_taken_out_is_brought_back() -> None:
    from tests.meetings.minutes.scene import agreed

    scene = begun()
    one = agreed("Vi læser")
    scene.minutes = save(scene.minutes, full_text(scene, one), scene.leader)
    from dataclasses import replace

    from meetings.minutes.writing.draft_content import draft_content

    scene.minutes = save(scene.minutes, replace(draft_content(scene.minutes), agreements=()), scene.consultant)
    client = signed_in(scene.leader)
    place = scene.address(f"versioner/agreements/{one.id}")
    page = client.get(place).content.decode()
    assert "Vi læser" in words(page)
    form = form_of(page, "")
    client.post(place, {**form, "version": 1})
    assert [row.value["text"] for row in MinutesPage.objects.get().agreements] == ["Vi læser"]


@pytest.mark.parametrize("who", ["staff", "board", "chef"])
def test_others_see_no_versions(who: str) -> None:
    scene = begun()
    saved(scene, "Kortere møde", "Længere møde")
    client = signed_in(getattr(scene, who))
    assert client.get(scene.address(VERSIONS)).status_code == 404
    assert client.post(scene.address(VERSIONS), {"version": 1, "base": ""}).status_code == 404


def test_a_section_that_was_never_saved_has_no_page_of_versions() -> None:
    scene = begun()
    assert signed_in(scene.leader).get(scene.address(VERSIONS)).status_code == 404
    assert signed_in(scene.leader).get(scene.address("versioner/hvad")).status_code == 404


def test_in_the_night_what_was_saved_while_writing_goes_and_each_pause_stays() -> None:
    scene = begun()
    saved(scene, "Kort", "Kortere", "Kortere m", minutes_apart=0)
    SectionVersion.objects.update(saved_at=timezone.now() - timedelta(days=3))
    saved(scene, "Efter en pause", minutes_apart=0)
    last = numbers()[-1]
    SectionVersion.objects.filter(part="adjust_frame", number=last).update(
        saved_at=timezone.now() - timedelta(days=2, hours=1)
    )
    before = section_texts(scene.minutes)
    thin_out_versions.func(day="2026-10-01")
    assert numbers(saved_by=scene.leader) == [last - 1, last]
    assert section_texts(MinutesPage.objects.get()) == before
