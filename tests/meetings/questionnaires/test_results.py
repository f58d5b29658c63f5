"""Who reads what was answered at a meeting and across meetings, and what is held back."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.roles import Role
from meetings.questionnaires.disclosure_control import Bound
from meetings.questionnaires.reading import answers_for_template, round_results
from tests import factories
from tests.meetings.questionnaires.scene import AFTER, Scene, client, held

pytestmark = pytest.mark.django_db

SIX = [("4", "yes", "=1+1"), ("4", "yes", "Mere tid"), ("3", "yes", ""), ("3", "no", ""), ("2", "no", ""), ("2", "no")]


def closed(**fields: object) -> Scene:
    scene = held(**fields)
    scene.answered(*SIX)
    scene.closed()
    return scene


def test_leaders_chef_and_consultants_read_the_answers_of_their_meeting_and_nobody_else() -> None:
    scene = closed()
    for person in (scene.leader, scene.chef, scene.consultant):
        page = client(person).get(scene.results)
        assert page.status_code == 200
        assert "»Mere tid«" in page.content.decode()
    others = [
        scene.staff,
        scene.board,
        factories.user(role=Role.AGREEMENT_HOLDER, unit=factories.make_unit()),
        factories.user(role=Role.CONSULTANT, area=factories.make_area("daycare")),
        factories.user(role=Role.CENTRAL_EDITOR),
        factories.user(role=Role.ADMINISTRATOR),
    ]
    for person in others:
        assert client(person).get(scene.results).status_code == 404
        for kind in ("csv", "xlsx"):
            assert client(person).get(f"{scene.results}{scene.round.pk}/{kind}/").status_code == 404


def test_without_names_nothing_is_shown_while_it_is_open_or_too_few_have_answered() -> None:
    scene = held()
    scene.answered(*SIX)
    text = client(scene.leader).get(scene.results).content.decode()
    assert "6 af 6 har svaret" in text and "Mere tid" not in text
    assert client(scene.leader).get(f"{scene.results}{scene.round.pk}/csv/").status_code == 404
    few = held(title="Lilleskolen")
    few.answered(*SIX[:2])
    few.closed()
    text = client(few.leader).get(few.results).content.decode()
    assert "2 af 6 har svaret" in text and "mindst 3 har svaret" in text and "Mere tid" not in text
    assert client(few.leader).get(f"{few.results}{few.round.pk}/csv/").status_code == 404


def test_of_a_scale_with_small_numbers_only_the_mean_is_told_and_of_a_choice_nothing() -> None:
    scene = closed()
    scale, choice, words = round_results(scene.round).questions
    assert not scale.distributions
    assert scale.mean is not None and scale.mean.bound == Bound.EXACT
    assert choice.distributions[0].counts == (("Ja", 3), ("Nej", 3))
    assert words.quotes == ("=1+1", "Mere tid")
    other = held(title="Bøgeskolen")
    other.answered(("5", "yes"), ("5", "yes"), ("5", "yes"), ("5", "yes"), ("5", "no"))
    other.closed()
    scale, choice, words = round_results(other.round).questions
    assert scale.mean is not None and scale.mean.bound == Bound.AT_LEAST
    assert not choice.shows_anything


def test_with_names_the_leaders_see_who_answered_what_and_the_participants_do_not() -> None:
    scene = held(is_named=True)
    client(scene.staff).post(scene.page, scene.values("1", "no", "Jeg blev ikke hørt"))
    text = client(scene.leader).get(scene.results).content.decode()
    assert scene.staff.name in text and "Jeg blev ikke hørt" in text
    assert client(scene.board).get(scene.results).status_code == 404
    assert "Jeg blev ikke hørt" not in client(scene.board).get(scene.page).content.decode()


def test_the_files_hold_what_the_page_shows_with_cells_that_are_no_formulas() -> None:
    scene = closed()
    csv = client(scene.leader).get(f"{scene.results}{scene.round.pk}/csv/")
    assert csv["Content-Disposition"].endswith('.csv"')
    assert "'=1+1" in csv.content.decode("utf-8-sig")
    xlsx = client(scene.leader).get(f"{scene.results}{scene.round.pk}/xlsx/").content
    cells = [cell.value for row in load_workbook(io.BytesIO(xlsx)).active.iter_rows() for cell in row]
    assert "'=1+1" in cells and "Mere tid" in cells
    assert client(scene.leader).get(f"{scene.results}{scene.round.pk}/exe/").status_code == 404


def test_editors_read_across_meetings_without_those_of_few_and_without_units() -> None:
    scene = closed()
    few = held(title="Lilleskolen")
    few.answered(("1", "no", "Hemmeligt"), ("1", "no"))
    few.closed()
    still_open = held(title="Åbenskolen")
    still_open.answered(("1", "no", "For tidligt"), ("1", "no"), ("1", "no"))
    (found,) = answers_for_template(scene.meeting.cycle.template)
    assert (found.meeting_count, found.answer_count) == (1, 6)
    assert found.questions[2].quotes == ("=1+1", "Mere tid")
    assert found.questions[2].about == "frame"
    editor = factories.user(role=Role.CENTRAL_EDITOR)
    page = reverse("questionnaire_answers", args=[scene.questionnaire.slug])
    text = client(editor).get(page).content.decode()
    assert "6 svar fra 1 møder" in text
    assert "Skovskolen" not in text and "Hemmeligt" not in text and "For tidligt" not in text
    assert client(editor).get(reverse("questionnaire_answers_file", args=[scene.questionnaire.slug, "csv"])).content
    for person in (scene.leader, scene.chef, factories.user(role=Role.ADMINISTRATOR)):
        assert client(person).get(page).status_code == 404


def test_the_answers_are_named_as_deleted_when_they_are() -> None:
    scene = closed()
    scene.round.answers.all().delete()
    assert "Svarene er slettet" in client(scene.leader).get(scene.results).content.decode()
    assert scene.round.closed_on == AFTER
