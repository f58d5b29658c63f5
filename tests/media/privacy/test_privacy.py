"""Legal basis and retention of an item, clearance for the forum, and withdrawal."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from foundation.models import AuditEvent
from media.enums import DepictsChildren, LegalBasis, ObjectionKind
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.privacy.clear_for_forum import ClearanceRefused, clear_for_forum
from media.privacy.set_privacy import PrivacyAnswers, PrivacyRefused, set_privacy
from media.signals import item_withdrawn
from meetings.evidence.models import Evidence
from tests.media import ready

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 1)
LATER = date(2027, 8, 1)


@pytest.fixture
def photo(evidence: Any, person: Any) -> MediaItem:
    return ready.image(evidence, person, alt_text="En hule af tæpper")


def decide(item: MediaItem, by: User, **said: Any) -> Any:
    said = {"legal_basis": LegalBasis.PUBLIC_TASK, "delete_after": LATER, **said}
    return set_privacy(item=item, answers=PrivacyAnswers(**said), by=by, today=TODAY)


def test_nothing_is_missing_when_basis_date_and_words_are_there(photo: MediaItem, person: Any) -> None:
    assert photo.missing_before_sharing() == ["behandlingsgrundlag", "slettefrist"]
    decide(photo, person, purpose=" Læring i fællesskab ")
    assert photo.missing_before_sharing() == []
    assert photo.purpose == "Læring i fællesskab"
    assert AuditEvent.objects.get(action="media.privacy").data["legal_basis"] == "public_task"


def test_consent_needs_to_say_whose_and_for_what(photo: MediaItem, person: Any) -> None:
    decide(photo, person, legal_basis=LegalBasis.CONSENT)
    assert photo.missing_before_sharing() == ["hvem der gav samtykke, hvornår og til hvad"]
    decide(photo, person, legal_basis=LegalBasis.CONSENT, consent_note="Forældre, 1. september, til dialogmødet")
    assert photo.missing_before_sharing() == []


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"legal_basis": "fordi"}, "legal_basis"),
        ({"depicts_children": "måske"}, "depicts_children"),
        ({"delete_after": TODAY}, "delete_after"),
        ({"delete_after": TODAY - timedelta(days=1)}, "delete_after"),
        ({"legal_basis": LegalBasis.NO_PERSONS, "depicts_children": DepictsChildren.IDENTIFIABLE}, "legal_basis"),
    ],
)
def test_contradictory_answers_about_a_file_are_refused(photo: MediaItem, person: Any, said: Any, field: str) -> None:
    with pytest.raises(PrivacyRefused) as refusal:
        decide(photo, person, **said)
    assert refusal.value.field == field
    photo.refresh_from_db()
    assert photo.legal_basis == ""


def test_nobody_recognisable_says_so_of_the_children_too(photo: MediaItem, person: Any) -> None:
    decide(photo, person, legal_basis=LegalBasis.NO_PERSONS)
    assert photo.depicts_children == DepictsChildren.NOT_IDENTIFIABLE


def test_the_forum_is_closed_until_somebody_decides(photo: MediaItem, person: Any) -> None:
    decide(photo, person)
    assert photo.missing_before_forum() == ["behandlingsgrundlag for lederforum"]
    clear_for_forum(item=photo, basis=LegalBasis.CONSENT, by=person, now=timezone.now())
    photo.refresh_from_db()
    assert photo.missing_before_forum() == []
    assert photo.is_cleared_for_forum and photo.forum_basis_by == person


def test_another_basis_ends_the_clearance_and_the_same_one_does_not(photo: MediaItem, person: Any) -> None:
    decide(photo, person)
    clear_for_forum(item=photo, basis=LegalBasis.CONSENT, by=person, now=timezone.now())
    decide(photo, person, delete_after=LATER + timedelta(days=1))
    assert photo.is_cleared_for_forum
    decide(photo, person, legal_basis=LegalBasis.CONSENT)
    photo.refresh_from_db()
    assert not photo.is_cleared_for_forum and photo.forum_basis_by is None


def test_the_forum_cannot_be_given_a_basis_that_the_item_denies(photo: MediaItem, person: Any) -> None:
    decide(photo, person)
    for basis in (LegalBasis.NO_PERSONS, "", "fordi"):
        with pytest.raises(ClearanceRefused):
            clear_for_forum(item=photo, basis=basis, by=person, now=timezone.now())
    assert not photo.is_cleared_for_forum


def test_a_film_for_the_forum_needs_a_text_alternative(evidence: Evidence, person: User) -> None:
    film = ready.film(evidence, person)
    assert film.missing_before_sharing()[0] == "titel"
    assert film.advice_before_sharing() == ["undertekster eller udskrift"]
    film.title = "Vi bygger huler"
    assert "undertekster eller udskrift" in film.missing_before_forum()
    film.transcript = "Hvad bygger I? En hule."
    assert "undertekster eller udskrift" not in film.missing_before_forum()
    assert film.advice_before_sharing() == []


def test_withdrawing_hides_at_once_and_ends_the_clearance(photo: MediaItem, person: Any) -> None:
    decide(photo, person)
    clear_for_forum(item=photo, basis=LegalBasis.CONSENT, by=person, now=timezone.now())
    heard: list[Any] = []

    def listen(sender: Any, item: MediaItem, **kwargs: Any) -> None:
        heard.append(item)

    item_withdrawn.connect(listen)
    try:
        ready.withdraw(photo, person)
    finally:
        item_withdrawn.disconnect(listen)
    assert heard == [photo]
    assert photo.withdrawn_kind == ObjectionKind.UNIT
    assert not photo.is_shown_on(TODAY) and not photo.is_cleared_for_forum
    assert not MediaItem.objects.filter(kind=MediaKind.IMAGE).shown_on(TODAY).exists()
    assert AuditEvent.objects.get(action="media.withdrawn").data == {}
    with pytest.raises(ClearanceRefused):
        clear_for_forum(item=photo, basis=LegalBasis.CONSENT, by=person, now=timezone.now())


def test_what_has_passed_its_date_is_found(evidence: Evidence, person: User) -> None:
    past = ready.image(evidence, person, delete_after=TODAY - timedelta(days=1))
    ready.image(evidence, person, delete_after=TODAY)
    ready.image(evidence, person)
    assert list(MediaItem.objects.filter(kind=MediaKind.IMAGE).expired_at(TODAY)) == [past]
    assert MediaItem.objects.filter(kind=MediaKind.IMAGE).of_evidence(evidence).count() == 3
    assert MediaItem.objects.filter(kind=MediaKind.FILM).of_evidence(evidence).count() == 0
