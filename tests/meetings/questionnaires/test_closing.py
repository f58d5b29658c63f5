"""A round closes: without names, nothing says who answered what any more; answers go on their date."""

from typing import Any

import pytest
from django.db import connection

from meetings.notifications.models import Notification
from meetings.questionnaires.close_round import close_round
from meetings.questionnaires.daily import delete_old_answers, follow_questionnaires
from meetings.questionnaires.models import Answer, AnswerLink, Respondent
from tests.meetings.questionnaires.scene import AFTER, held

pytestmark = pytest.mark.django_db

SIX = [("1", "yes", "Ada"), ("2", "no", "Bo"), ("3", "yes", "Carl"), ("4", "no", "Dan"), ("5", "yes", "Eva"), ("5",)]


def everything_in_the_database_about(scene: Any) -> str:
    """All rows of the tables of questionnaires, but for the questions."""
    rows: list[Any] = []
    with connection.cursor() as cursor:
        for model in (Answer, Respondent, AnswerLink):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            rows += cursor.fetchall()
    return str(rows)


def test_without_names_the_way_from_person_to_answer_is_destroyed() -> None:
    scene = held()
    scene.answered(*SIX)
    before = {str(pk) for pk in Answer.objects.values_list("pk", flat=True)}
    Answer.objects.update(version=3)
    assert follow_questionnaires.func(AFTER.isoformat()) == 1
    assert not Respondent.objects.exists() and not AnswerLink.objects.exists()
    rows = list(Answer.objects.all())
    assert len(rows) == 6
    assert {row.answered_on for row in rows} == {None}
    assert {row.version for row in rows} == {1}
    assert not before & {str(row.pk) for row in rows}
    stored = everything_in_the_database_about(scene)
    assert not any(pk.replace("-", "") in stored for pk in before)
    assert (scene.round.asked_count, scene.round.answer_count) == (6, 6)


def test_the_rows_are_written_in_random_order(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = held()
    scene.answered(*SIX)
    monkeypatch.setattr("random.SystemRandom.shuffle", lambda self, rows: rows.reverse())
    written: list[Any] = []
    monkeypatch.setattr(
        "meetings.questionnaires.close_round.Answer.objects.bulk_create", lambda rows: written.extend(rows)
    )
    given = list(scene.round.answers.values_list("values", flat=True))
    close_round(scene.round, AFTER)
    assert [row.values for row in written] == given[::-1]


def test_with_names_the_names_stay_until_the_answers_are_deleted() -> None:
    scene = held(is_named=True)
    scene.answered(*SIX)
    scene.closed()
    assert Respondent.objects.filter(answer__isnull=False).count() == 6
    assert not AnswerLink.objects.exists()
    assert delete_old_answers.func(scene.round.delete_after.isoformat()) == 0
    later = scene.round.delete_after.replace(year=scene.round.delete_after.year + 1)
    assert delete_old_answers.func(later.isoformat()) == 6
    assert not Answer.objects.exists() and not Respondent.objects.exists()
    assert scene.round.answer_count == 6


def test_a_round_closes_once_and_notifies_the_leaders() -> None:
    scene = held()
    scene.answered(("5",))
    assert close_round(scene.round, AFTER)
    assert not close_round(scene.round, AFTER)
    told = Notification.objects.filter(kind="meetings/questionnaires/mail/closed")
    assert list(told.values_list("recipient", flat=True)) == [scene.leader.pk]


def test_an_open_round_is_not_closed_before_its_last_day_has_passed() -> None:
    scene = held()
    assert follow_questionnaires.func("2026-10-08") == 0
    assert not scene.round.is_closed
