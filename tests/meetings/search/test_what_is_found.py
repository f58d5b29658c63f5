"""The search finds the present text of objects and of their films and photos."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.evidence.figures.add_figures import add_figures
from meetings.evidence.figures.show_figures import show_figures
from meetings.figures.models import Dataset
from meetings.figures.save_figures import DatasetFacts
from meetings.forum.enums import ExampleState
from meetings.meeting.enums import MeetingState
from meetings.minutes.content import Section
from meetings.minutes.enums import MinutesState
from meetings.minutes.frozen_format import content_hash, freeze
from meetings.minutes.page_content import content_of
from meetings.minutes.record import Addendum, ApprovalRecord
from meetings.search.find_entries import _best_first
from meetings.search.models import SearchEntry
from meetings.search.rebuild import rebuild_entries
from meetings.units.visible_rows import VisibleRows
from snippets.enums import Measure
from snippets.models import DatasetType
from tests import factories
from tests.meetings.evidence.scene import TODAY, set_up
from tests.meetings.figures.tables import table
from tests.meetings.search.looking import titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db):
    return set_up(state=MeetingState.PREPARING)


def story(words):
    answers = {"situation": words, "action": "", "effect": "", "learning": ""}
    return [{"type": "narrative", "id": str(uuid.uuid4()), "value": answers}]


class TestEvidence:
    @pytest.mark.parametrize("words", ["vandhuller", "VANDHULLER", "vandhul", "vand", "cykler vandhuller", "Ved søen"])
    def test_is_found_by_title_and_text_and_by_the_beginning_of_a_word(self, client, scene, words):
        scene.shared(title="Ved søen", body=story("Børnene cykler mellem vandhuller."))
        assert titles(client, scene.leader, words) == ["Ved søen"]

    @pytest.mark.parametrize("words", ["barn", "barnet", "børn", "BØRNENES", "barn vandhul"])
    def test_is_found_by_the_other_number_of_an_irregular_noun(self, client, scene, words):
        scene.shared(title="Ved søen", body=story("Børnene cykler mellem vandhuller."))
        scene.shared(title="I skoven", body=story("Et barn så et vandhul."))
        scene.shared(title="På marken", body=story("En ko så på."))
        assert set(titles(client, scene.leader, words)) == {"Ved søen", "I skoven"}

    def test_the_other_number_of_an_irregular_noun_is_marked_in_the_excerpt(self, client, scene):
        scene.shared(title="Ved søen", body=story("Nu cykler børnene mellem vandhuller."))
        client.force_login(scene.leader)
        assert "<mark>børnene</mark>" in client.get("/soeg/", {"q": "barnet"}).content.decode()

    @pytest.mark.parametrize("words", ["vandfald", "vandhuller fly", "hullet"])
    def test_all_words_must_be_there(self, client, scene, words):
        scene.shared(title="Ved søen", body=story("Børnene cykler mellem vandhuller."))
        assert titles(client, scene.leader, words) == []

    def test_is_found_by_the_transcript_of_its_film(self, client, scene):
        piece = scene.shared(title="Broen")
        film = scene.with_film(piece, transcript="Papirbåden flød længst")
        assert titles(client, scene.board, "papirbåden") == ["Broen"]
        film.transcript = "Skibet sank"
        film.save(update_fields=["transcript"])
        assert titles(client, scene.board, "papirbåden") == []
        assert titles(client, scene.board, "skibet") == ["Broen"]

    def test_is_found_by_captions_without_their_times(self, client, scene):
        piece = scene.shared(title="Broen")
        vtt = "WEBVTT\n\n00:00.000 --> 00:09.417\n<v Ea>Hvor er mønterne?\n"
        scene.with_film(piece, captions=vtt)
        assert titles(client, scene.leader, "mønterne") == ["Broen"]
        assert titles(client, scene.leader, "417") == titles(client, scene.leader, "webvtt") == []

    def test_is_found_by_the_texts_of_its_photos(self, client, scene):
        piece = scene.shared(title="Legepladsen")
        scene.with_photo(piece, alt_text="Et gyngestativ ved hegnet")
        answer = client.get  # the excerpt says where it stands
        assert titles(client, scene.leader, "gyngestativ") == ["Legepladsen"]
        assert "I teksten til et billede" in answer("/soeg/?q=gyngestativ").content.decode()

    def test_several_matches_in_one_object_are_one_hit(self, client, scene):
        piece = scene.shared(title="Skoven", body=story("Skoven er stor"))
        scene.with_film(piece, transcript="I skoven")
        scene.with_photo(piece, alt_text="Skoven")
        assert titles(client, scene.leader, "skoven") == ["Skoven"]
        assert "1 resultat" in client.get("/soeg/?q=skoven").content.decode()

    def test_a_changed_word_is_found_and_the_old_one_is_not(self, client, scene):
        piece = scene.shared(body=story("Elefanten"))
        piece.body = story("Giraffen")
        piece.save()
        assert titles(client, scene.leader, "elefanten") == []
        assert len(titles(client, scene.leader, "giraffen")) == 1

    def test_a_row_in_the_body_supplies_its_own_search_text(self):
        """Figures supply names and messages, never numbers: their block asks the row."""
        from media.blocks import MediaBlock

        class Row:
            def searchable_words(self):
                return "Fravær i 3. klasse"

        assert MediaBlock().get_searchable_content(Row()) == ["Fravær i 3. klasse"]
        assert MediaBlock().get_searchable_content(None) == []


class TestFilesAndFigures:
    def test_a_sound_recording_is_found_by_its_transcript(self, client, scene):
        piece = scene.shared(title="Sangen")
        scene.with_sound(piece, transcript="Mariehønen fløj")
        assert titles(client, scene.board, "mariehønen") == ["Sangen"]
        assert "I en lydoptagelse" in client.get("/soeg/?q=mariehønen").content.decode()

    def test_figures_are_found_by_names_and_message_and_never_by_a_number(self, client, scene):
        facts = DatasetFacts(
            type=DatasetType.objects.get(kind="own"), title="Elever i svømmehold", measure=Measure.COUNT
        )
        figures = table(["Antal"], {"4.a": [3], "Delfinerne": [4719], "Sælerne": [6328]})
        page = add_figures(meeting=scene.meeting, facts=facts, table=figures, by=scene.staff, today=TODAY)
        show_figures(
            evidence=page, expected_version=page.version, message="Flest svømmer om fredagen", by=scene.staff,
            chart="bar", rows_are_series=False, breaks=[],
        )  # fmt: skip
        for words in ("svømmehold", "delfinerne", "fredagen"):
            assert len(titles(client, scene.staff, words)) == 1, words
        assert titles(client, scene.staff, "4719") == titles(client, scene.staff, "6328") == []
        assert titles(client, scene.board, "delfinerne") == [], "a draft of the unit"
        Dataset.objects.get().delete()
        assert titles(client, scene.staff, "delfinerne") == []


class TestEverythingElse:
    def test_approved_minutes_are_found_by_the_approved_text_and_addenda(self, client, scene):
        meeting = factories.meeting(unit=scene.unit, state=MeetingState.HELD, school_year="2025/2026")
        minutes = factories.minutes(meeting=meeting, state=MinutesState.APPROVED, adjust_frame="Mere frikvarter")
        sections = (Section("a", "a", "Trivsel", "Vi talte om **bo**ldspil"),)
        content = freeze(replace(content_of(minutes), sections=sections))
        ApprovalRecord.objects.create(
            minutes=minutes, revision=minutes.save_revision(), approved_by=scene.chef, version=1, content=content,
            content_hash=content_hash(content),
        )  # fmt: skip
        Addendum.objects.create(minutes=minutes, text="Vi glemte biblioteket", author=scene.leader)
        for words in ("frikvarter", "biblioteket", "boldspil"):
            assert titles(client, scene.board, words) == ["Referat: Dialogmøde 2025/2026"]
        minutes.adjust_frame = "Andre ord"
        minutes.save()
        assert titles(client, scene.board, "frikvarter") and not titles(client, scene.board, "andre ord")

    @pytest.mark.parametrize("state", [MinutesState.DRAFT, MinutesState.SUBMITTED])
    def test_minutes_are_not_found_before_they_are_approved(self, client, scene, state):
        meeting = factories.meeting(unit=scene.unit, state=MeetingState.HELD, school_year="2025/2026")
        factories.minutes(meeting=meeting, state=state, adjust_frame="Mere frikvarter")
        for person in (scene.leader, scene.chef, scene.consultant):
            assert titles(client, person, "frikvarter") == []

    def test_agreements_meetings_and_units(self, client, scene):
        meeting = factories.meeting(unit=scene.unit, state=MeetingState.HELD, school_year="2025/2026")
        minutes = factories.minutes(meeting=meeting, state=MinutesState.APPROVED)
        factories.agreement(minutes=minutes, text="Vi prøver to voksne i indskolingen")
        assert titles(client, scene.board, "indskolingen") == ["Vi prøver to voksne i indskolingen"]
        assert titles(client, scene.board, "dialogmøde 2025") == ["Dialogmøde 2025/2026"]
        assert "Skovskolen" in titles(client, scene.board, "skovskolen")

    def test_examples_are_found_by_all_leaders_once_cleared(self, client, scene):
        factories.example(unit=scene.unit, title="Broerne", learnt="Papirbåde", state=ExampleState.CLEARED)
        factories.example(unit=scene.unit, title="Forslaget", learnt="Papirfly")
        member = factories.user(role=Role.FORUM_MEMBER)
        assert titles(client, member, "papirbåde") == titles(client, scene.stranger, "papirbåde") == ["Broerne"]
        assert titles(client, member, "papirfly") == titles(client, scene.stranger, "papirfly") == []
        assert titles(client, scene.leader, "papirfly") == ["Forslaget"]
        assert titles(client, scene.board, "papirbåde") == []

    def test_a_film_in_an_example_only_while_it_is_cleared_and_shown_there(self, client, scene):
        from meetings.forum.pages import ExampleMedia

        piece = scene.shared()
        film = scene.with_film(piece, transcript="Papirbåden")
        example = factories.example(unit=scene.unit, title="Broerne", state=ExampleState.CLEARED)
        row = ExampleMedia.objects.create(example=example, media_key=film.key)
        member = factories.user(role=Role.FORUM_MEMBER)
        assert titles(client, member, "papirbåden") == []
        MediaItem.objects.filter(kind=MediaKind.FILM).update(
            forum_basis="no_persons", forum_basis_by=scene.leader, forum_basis_at=timezone.now()
        )
        assert titles(client, member, "papirbåden") == ["Broerne"]
        row.delete()
        assert titles(client, member, "papirbåden") == []
        assert not SearchEntry.objects.filter(example=example, media_key=film.key).exists()


class TestFilters:
    def test_each_filter_narrows_the_hits(self, client, scene):
        effort = factories.initiative("Fællesskaber")
        before = factories.meeting(unit=scene.unit, state=MeetingState.HELD, school_year="2025/2026")
        scene.shared(title="Ny", body=story("Skov"), perspective="children", initiative=effort)
        factories.evidence(meeting=before, title="Gammel", shared=True, body=story("Skov"), perspective="staff")
        other = factories.make_unit("Anden skole", area=scene.unit.area)
        far = factories.meeting(unit=other, state=MeetingState.PREPARING)
        factories.evidence(meeting=far, title="Fremmed", shared=True, body=story("Skov"), kind="observation")
        every = {"Ny", "Gammel", "Fremmed"}
        assert set(titles(client, scene.chef, "skov")) >= every
        for filters, expected in [
            ({"enhed": other.pk}, {"Fremmed"}),
            ({"aar": "2025/2026"}, {"Gammel"}),
            ({"slags": "observation"}, {"Fremmed"}),
            ({"perspektiv": "children"}, {"Ny"}),
            ({"indsats": effort.pk}, {"Ny"}),
            ({"enhed": 10**20, "aar": "\x00", "slags": "½", "perspektiv": "'", "indsats": "x"}, every),
        ]:
            assert set(titles(client, scene.chef, "skov", **filters)) & every == expected, filters
        assert titles(client, scene.chef, "", perspektiv="children") == ["Ny"]

    def test_a_unit_without_access_is_not_a_choice(self, client, scene):
        client.force_login(scene.leader)
        page = client.get("/soeg/", {"enhed": scene.stranger.memberships.get().unit_id}).content.decode()
        assert "Bakkeskolen" not in page


def test_the_best_come_first(client, scene):
    for number, (title, words) in enumerate([("Andet", "skoven"), ("Ude i skoven", "x"), ("Tredje", "skovengen")]):
        moment = timezone.now() - timedelta(days=3 - number)
        scene.shared(title=title, body=story(words), shared_at=moment)
    assert titles(client, scene.leader, "skoven")[:2] == ["Ude i skoven", "Andet"]


def test_hits_are_paginated(client, scene):
    for number in range(43):
        scene.shared(title=f"Skov {number}", body=[])
    found = [titles(client, scene.leader, "skov", side=side, slags="practice_narrative") for side in (1, 2, 3)]
    assert [len(page) for page in found] == [20, 20, 3] and len({title for page in found for title in page}) == 43
    for side in ("0", "99", "½", "", "\x00"):
        client.get("/soeg/", {"q": "skov", "side": side})


def test_a_lost_index_is_rebuilt(client, scene):
    scene.shared(title="Skoven")
    SearchEntry.objects.all().delete()
    assert titles(client, scene.leader, "skoven") == []
    rebuild_entries()
    assert "Skoven" in titles(client, scene.leader, "skoven")


def test_deleted_entries_are_removed_from_the_index(scene):
    piece = scene.draft(title="Skoven")
    film = scene.with_film(piece, transcript="Papirbåden")
    assert SearchEntry.objects.filter(media_key=film.key).exists()
    film.delete()
    assert not SearchEntry.objects.filter(text__contains="Papirbåden").exists()
    piece.delete()
    assert not SearchEntry.objects.filter(title="Skoven").exists()


def test_of_very_many_matches_the_newest_are_shown(client, scene, monkeypatch):
    for number in range(6):
        scene.shared(title=f"Skov {number}")
    monkeypatch.setattr("meetings.search.find_entries.MAX_HITS", 4)
    monkeypatch.setattr("meetings.search.find_entries._BEST_FIRST", VisibleRows(_best_first))
    monkeypatch.setattr("meetings.search.views.MAX_HITS", 4)
    assert set(titles(client, scene.leader, "skov")) == {"Skov 2", "Skov 3", "Skov 4", "Skov 5"}
    assert "De nyeste 4 resultater" in client.get("/soeg/?q=skov").content.decode()
