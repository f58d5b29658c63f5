from datetime import timedelta

import pytest

from foundation.errors import NotAllowed
from media.enums import DepictsChildren, LegalBasis
from meetings.evidence.contribution.save_evidence import save_evidence
from meetings.evidence.files.file_descriptions import Description, DescriptionRefused
from tests.meetings.evidence.scene import TODAY


def describe(evidence, by, item, **said):
    evidence.refresh_from_db()
    media = {item.key: Description(**said)}
    return save_evidence(evidence=evidence, expected_version=evidence.version, media=media, by=by, today=TODAY)


@pytest.fixture
def draft(scene):
    return scene.draft()


@pytest.fixture
def photo(scene, draft):
    return scene.with_photo(draft, alt_text="", legal_basis="")


def test_what_a_photo_shows_and_why_we_may_hold_it(scene, draft, photo):
    saved = describe(
        draft,
        scene.staff,
        photo,
        alt_text=" To børn ved et vandhul ",
        caption="Efteråret",
        legal_basis=LegalBasis.CONSENT,
        consent_note="forældre, september 2026",
        depicts_children=DepictsChildren.IDENTIFIABLE,
        delete_after=TODAY + timedelta(days=30),
    )
    photo.refresh_from_db()
    assert photo.alt_text == "To børn ved et vandhul"
    assert (photo.legal_basis, photo.consent_note) == (LegalBasis.CONSENT, "forældre, september 2026")
    assert photo.delete_after == TODAY + timedelta(days=30)
    assert photo.missing_before_sharing() == []
    assert saved.body[1].value["caption"] == "Efteråret"


def test_omitted_answers_change_nothing(scene, draft, photo):
    describe(draft, scene.staff, photo, alt_text="Et vandhul")
    describe(draft, scene.staff, photo, legal_basis=LegalBasis.PUBLIC_TASK)
    photo.refresh_from_db()
    assert (photo.alt_text, photo.legal_basis) == ("Et vandhul", LegalBasis.PUBLIC_TASK)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"legal_basis": LegalBasis.NO_PERSONS, "depicts_children": DepictsChildren.IDENTIFIABLE}, "legal_basis"),
        ({"delete_after": TODAY - timedelta(days=1)}, "delete_after"),
        ({"delete_after": TODAY + timedelta(days=20 * 365)}, "delete_after"),
    ],
)
def test_contradictions_are_refused_and_nothing_is_saved(scene, draft, photo, said, field):
    with pytest.raises(DescriptionRefused) as refused:
        describe(draft, scene.staff, photo, alt_text="Nyt", **said)
    assert (refused.value.field, refused.value.key) == (field, photo.key)
    photo.refresh_from_db()
    assert photo.alt_text == ""


@pytest.mark.parametrize("who", ["colleague", "board", "chef", "consultant", "stranger"])
def test_others_may_not_describe_files(scene, draft, photo, who):
    with pytest.raises(NotAllowed):
        describe(draft, getattr(scene, who), photo, alt_text="Fremmed")


def test_the_words_of_a_film(scene, draft):
    film = scene.with_film(draft, title="")
    describe(draft, scene.staff, film, transcript="Vi leder efter haletudser.")
    film.refresh_from_db()
    assert film.transcript == "Vi leder efter haletudser."
    assert film.title == draft.title
