"""The page of what is handed in: several pieces are placed, described and shared at once."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from foundation.models import AuditEvent
from media.media_item import MediaItem
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from meetings.meeting.enums import MeetingState
from tests import factories
from tests.meetings.evidence.scene import set_up


def address(scene):
    return f"/{scene.unit.area.slug}/{scene.unit.slug}/{scene.meeting.slug}/afleveret/"


@pytest.fixture
def photos(scene):
    """A photo by staff, as it is handed in: no place, no basis, no alternative text."""
    piece = scene.draft(
        kind=EvidenceKind.PHOTOS, agenda_item=None, legal_basis="", handed_in_at=timezone.now(), title="Vandhul",
        body=[{"type": "text", "id": "0f2c4f6e-8a3b-4b7e-9a53-6a6f3f8d3c12", "value": "To net"}],
    )  # fmt: skip
    scene.with_photo(piece, alt_text="", legal_basis="")
    piece.refresh_from_db()
    return piece


@pytest.fixture
def story(scene):
    return scene.draft(by=scene.colleague, agenda_item=None, legal_basis="", handed_in_at=timezone.now())


def answers(page, *pieces, **said):
    """What a browser would send when these cards are ticked, with `said` answered on each."""
    sent = {}
    for one in page.context["waiting"]:
        form, piece = one.form, one.card.evidence
        sent |= {
            form.add_prefix(name): "" if form[name].value() is None else form[name].value() for name in form.fields
        }
        del sent[form.add_prefix("share")]
        if piece in pieces:
            sent |= {form.add_prefix(name): value for name, value in {"share": "on", **said}.items()}
    return sent


def item_of(scene):
    return {"agenda_item": str(scene.agenda_item), "perspective": "children"}


def test_everything_is_shared_at_once(scene, signed_in, photos, story):
    browser = signed_in(scene.leader)
    page = browser.get(address(scene))
    assert [one.card.title for one in page.context["waiting"]] == ["Vandhul", story.title]
    done = browser.post(address(scene), answers(page, photos, story, **item_of(scene)), follow=True)
    assert "2 bidrag er delt." in done.content.decode()
    for piece in (photos, story):
        piece.refresh_from_db()
        assert piece.is_shared and piece.item == scene.item and piece.perspective == "children"
        assert piece.legal_basis == "public_task" and piece.delete_after is not None and piece.shared_by == scene.leader
    assert AuditEvent.objects.filter(action="evidence.shared").count() == 2


def test_the_alternative_text_begins_with_the_givers_words(scene, signed_in, photos):
    page = signed_in(scene.leader).get(address(scene))
    ((_photo, field),) = page.context["waiting"][0].form.pictures
    assert field.value() == "To net"


def test_what_is_missing_is_named_on_the_card(scene, signed_in, photos):
    late = scene.with_photo(photos, alt_text="", legal_basis="")
    MediaItem.objects.filter(pk=late.pk).update(state="received")
    (one,) = signed_in(scene.leader).get(address(scene)).context["waiting"]
    assert one.missing == ["Det punkt på dagsordenen, det hører til.", "Billede 2 er ikke klar endnu. Vent et øjeblik."]


def test_one_cards_fault_neither_loses_nor_stops_the_others(scene, signed_in, photos, story):
    browser = signed_in(scene.leader)
    sent = answers(browser.get(address(scene)), photos, story, **item_of(scene))
    (alt,) = [name for name in sent if "alt-" in name]
    page = browser.post(address(scene), {**sent, alt: "", f"{photos.pk}-perspective": "staff"})
    assert page.status_code == 422
    text = page.content.decode()
    assert "1 bidrag er delt." in text and "alternativ tekst" in text
    (left,) = page.context["waiting"]
    assert left.card.evidence == photos and left.form["perspective"].value() == "staff"
    photos.refresh_from_db(), story.refresh_from_db()
    assert story.is_shared and not photos.is_shared and photos.perspective == ""
    assert browser.post(address(scene), answers(page, photos, **{alt.partition("-")[2]: "To net"})).status_code == 302
    photos.refresh_from_db()
    assert photos.is_shared


def test_what_is_written_on_a_card_that_is_not_chosen_is_kept(scene, signed_in, photos, story):
    browser = signed_in(scene.leader)
    sent = answers(browser.get(address(scene)), story, **item_of(scene))
    browser.post(address(scene), {**sent, f"{photos.pk}-perspective": "parents"})
    photos.refresh_from_db()
    assert photos.perspective == "parents" and not photos.is_shared


def test_sharing_without_a_choice_is_said_and_changes_nothing(scene, signed_in, photos):
    browser = signed_in(scene.leader)
    page = browser.post(address(scene), answers(browser.get(address(scene))))
    assert page.status_code == 422 and "Vælg det, du vil dele med mødet." in page.content.decode()


def test_who_was_overtaken_sees_it_and_may_send_again(scene, signed_in, story):
    browser = signed_in(scene.leader)
    sent = answers(browser.get(address(scene)), story, **item_of(scene))
    Evidence.objects.filter(pk=story.pk).update(version=story.version + 1)
    page = browser.post(address(scene), sent)
    assert page.status_code == 409
    story.refresh_from_db()
    assert not story.is_shared
    assert browser.post(address(scene), answers(page, story, **item_of(scene))).status_code == 302


REFUSED = {
    "no basis": ({"legal_basis": ""}, "legal_basis"),
    "no consent note": ({"legal_basis": "consent"}, None),
    "recognisable children without persons": (
        {"legal_basis": "no_persons", "depicts_children": "identifiable"}, "legal_basis",
    ),
    "a day that has passed": ({"delete_after": "2026-09-01"}, "delete_after"),
    "kept too long": ({"delete_after": "2056-09-01"}, "delete_after"),
    "no agenda item": ({"agenda_item": ""}, None),
    "another meeting's item": ({"agenda_item": "3f6c9a52-0b0a-4a9e-9f43-333333333333"}, "agenda_item"),
    "a CPR number": ({"consent_note": "120315-1234"}, "consent_note"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_nothing_reaches_the_meeting_without(scene, signed_in, photos, case):
    said, field = REFUSED[case]
    browser = signed_in(scene.leader)
    page = browser.post(address(scene), answers(browser.get(address(scene)), photos, **{**item_of(scene), **said}))
    assert page.status_code == 422
    errors = page.context["waiting"][0].form.errors
    assert (field or "__all__") in errors, errors
    photos.refresh_from_db()
    assert not photos.is_shared


def test_nothing_is_shared_without_an_alternative_text(scene, signed_in, photos):
    browser = signed_in(scene.leader)
    sent = answers(browser.get(address(scene)), photos, **item_of(scene))
    (alt,) = [name for name in sent if "alt-" in name]
    assert browser.post(address(scene), {**sent, alt: " "}).status_code == 422
    photos.refresh_from_db()
    assert not photos.is_shared


@pytest.mark.parametrize("who", ["staff", "colleague", "board", "chef", "consultant", "stranger"])
def test_only_leaders_of_the_unit_open_it(scene, signed_in, photos, who):
    browser = signed_in(getattr(scene, who))
    assert browser.get(address(scene)).status_code == browser.post(address(scene), {}).status_code == 404


def test_only_what_is_handed_in_waits(scene, signed_in):
    scene.draft()
    scene.shared(handed_in_at=timezone.now())
    other = set_up(title="Bakkeskolen")
    other.draft(handed_in_at=timezone.now())
    page = signed_in(scene.leader).get(address(scene))
    assert page.context["waiting"] == [] and "Intet venter" in page.content.decode()


def test_a_foreign_piece_is_not_shared_by_its_number(scene, signed_in, story):
    other = set_up(title="Bakkeskolen")
    foreign = other.draft(handed_in_at=timezone.now())
    browser = signed_in(scene.leader)
    sent = answers(browser.get(address(scene)), story, **item_of(scene))
    browser.post(
        address(scene), {**sent, **{name.replace(str(story.pk), str(foreign.pk), 1): sent[name] for name in sent}}
    )
    foreign.refresh_from_db()
    assert not foreign.is_shared


def test_after_the_minutes_are_sent_it_says_so(db, signed_in):
    scene = set_up(MeetingState.HELD)
    factories.minutes(meeting=scene.meeting, state="submitted")
    piece = scene.draft(handed_in_at=timezone.now())
    browser = signed_in(scene.leader)
    page = browser.get(address(scene))
    assert "Der kan ikke deles mere" in page.content.decode()
    browser.post(address(scene), answers(page, piece))
    piece.refresh_from_db()
    assert not piece.is_shared


def test_sending_it_twice_shares_once(scene, signed_in, story):
    browser = signed_in(scene.leader)
    page = browser.get(address(scene))
    key = BeautifulSoup(page.content, "html.parser").select_one("main form input[name=one_time_key]")["value"]
    sent = {**answers(page, story, **item_of(scene)), "one_time_key": key}
    first, second = browser.post(address(scene), sent), browser.post(address(scene), sent)
    assert first.status_code == second.status_code == 302
    assert AuditEvent.objects.filter(action="evidence.shared").count() == 1


def test_the_number_of_queries_does_not_grow_with_the_cards(scene, signed_in):
    browser = signed_in(scene.leader)
    costs = []
    for cards in (2, 6):
        for _number in range(cards):
            scene.with_photo(scene.photos(1, handed_in_at=timezone.now(), agenda_item=None), alt_text="")
        browser.get(address(scene))
        with CaptureQueriesContext(connection) as queries:
            assert len(browser.get(address(scene)).context["waiting"]) == (2 if not costs else 8)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 12


def test_what_came_since_is_no_fault(scene, signed_in, photos, story):
    browser = signed_in(scene.leader)
    sent = answers(browser.get(address(scene)), story, **item_of(scene))
    new = scene.draft(handed_in_at=timezone.now())
    page = browser.post(address(scene), sent, follow=True)
    assert page.status_code == 200 and "1 bidrag er delt." in page.content.decode()
    assert [one.card.evidence.pk for one in page.context["waiting"]] == [photos.pk, new.pk]


def test_what_somebody_else_shared_meanwhile_is_said(scene, signed_in, photos, story):
    browser = signed_in(scene.leader)
    sent = answers(browser.get(address(scene)), photos, story, **item_of(scene))
    Evidence.objects.filter(pk=story.pk).update(audience="meeting", shared_at=timezone.now())
    page = browser.post(address(scene), sent, follow=True).content.decode()
    assert "1 bidrag er delt." in page and "1 af de valgte bidrag venter ikke længere" in page
    page = browser.post(address(scene), sent)
    assert page.status_code == 422 and "2 af de valgte bidrag venter ikke længere" in page.content.decode()


def test_what_was_written_on_another_card_is_kept_when_nothing_could_be_shared(scene, signed_in, photos, story):
    browser = signed_in(scene.leader)
    sent = answers(browser.get(address(scene)), story, agenda_item="")
    page = browser.post(address(scene), {**sent, f"{photos.pk}-perspective": "parents"})
    assert page.status_code == 422
    photos.refresh_from_db()
    assert photos.perspective == ""
    again = answers(page, story, **item_of(scene))
    assert again[f"{photos.pk}-perspective"] == "parents"
    assert browser.post(address(scene), again).status_code == 302
    photos.refresh_from_db(), story.refresh_from_db()
    assert story.is_shared and photos.perspective == "parents"


@pytest.mark.parametrize("kind", ["film", "sound", "document"])
def test_every_kind_of_file_is_shared_from_its_card(scene, signed_in, kind):
    piece = scene.draft(kind=kind, body=[], agenda_item=None, legal_basis="", handed_in_at=timezone.now())
    item = getattr(scene, f"with_{kind}")(piece, legal_basis="", title="")
    browser = signed_in(scene.leader)
    page = browser.get(address(scene))
    assert f'data-media-slot="{item.key}"' in page.content.decode()
    assert browser.post(address(scene), answers(page, piece, **item_of(scene))).status_code == 302
    item.refresh_from_db()
    assert Evidence.objects.get().is_shared and item.legal_basis == "public_task"
