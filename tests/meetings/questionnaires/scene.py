"""A questionnaire, and a meeting of a school whose people are asked: with accounts, and a parent without."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from accounts.user import User
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.meeting.states.hold_meeting import hold_meeting
from meetings.questionnaires.close_round import close_round
from meetings.questionnaires.enums import Purpose, QuestionType
from meetings.questionnaires.models import Answer, AnswerRound, Respondent
from meetings.questionnaires.pages import Question, QuestionnaireIndexPage, QuestionnairePage
from meetings.questionnaires.rounds import rounds
from meetings.template.pages import TemplatePage
from meetings.units.url_prefixes import meeting_url_kwargs
from tests import factories
from tests.queued_mails import queued_mails

TODAY = date(2026, 10, 1)
AFTER = date(2026, 10, 9)
PARENT = "mor@foraeldre.dk"


def question(label: str, kind: QuestionType, **fields: Any) -> Question:
    return Question(label=label, field_type=kind, **{"required": False, **fields})


def questions() -> list[Question]:
    return [
        question("Hvordan var dagen?", QuestionType.SCALE, choices="Dårlig\nGod"),
        question("Var der tid nok?", QuestionType.YES_NO),
        question("Hvad skal vi gøre anderledes?", QuestionType.MULTI_LINE, about="frame"),
    ]


def questionnaire(template: TemplatePage, *, asks: Sequence[Question] = (), **fields: Any) -> QuestionnairePage:
    """Published, without names unless the test says so."""
    factories.home()
    page = QuestionnairePage(
        title=fields.pop("title", "Hvordan var mødet?"), slug=fields.pop("slug", "hvordan-var-moedet"),
        for_template=template, **{"live": True, "minimum_count": 3, **fields},
    )  # fmt: skip
    rows = list(asks) or questions()
    for number, row in enumerate(rows):
        row.sort_order = number
    page.questions = rows
    return factories.grow(QuestionnaireIndexPage.objects.get(), page)


@dataclass
class Scene:
    meeting: MeetingPage
    questionnaire: QuestionnairePage
    leader: User
    staff: User
    board: User
    chef: User
    consultant: User

    @property
    def round(self) -> AnswerRound:
        return rounds().get(meeting=self.meeting, questionnaire=self.questionnaire)

    @property
    def where(self) -> dict[str, Any]:
        return meeting_url_kwargs(self.meeting)

    @property
    def page(self) -> str:
        return f"{self.meeting.url}spoergeskema/{self.round.pk}/"

    @property
    def results(self) -> str:
        return f"{self.meeting.url}spoergeskemaer/"

    def name(self, number: int) -> str:
        """The name of a question in the form and in the values of an answer."""
        return list(self.questionnaire.questions.all())[number].name

    def values(self, *answers: Any) -> dict[str, Any]:
        """Answers to the questions, in their order; None for those that are left out."""
        return {self.name(number): answer for number, answer in enumerate(answers) if answer is not None}

    def answered(self, *each: Sequence[Any]) -> None:
        """Each of the people who are asked, in turn, has answered so."""
        people = self.round.respondents.order_by("pk")[: len(each)]
        for person, answers in zip(people, each, strict=True):
            answer = Answer.objects.create(round=self.round, values=self.values(*answers), answered_on=TODAY)
            Respondent.objects.filter(pk=person.pk).update(answer=answer)

    def closed(self) -> AnswerRound:
        close_round(self.round, AFTER)
        return self.round


def client(person: User) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def prepared(*, title: str = "Skovskolen", state: MeetingState = MeetingState.PREPARING, **fields: Any) -> Scene:
    """The meeting is today, and not held yet."""
    unit = factories.make_unit(title)
    meeting = factories.meeting(unit=unit, state=state, on=TODAY)
    roles = [
        Role.AGREEMENT_HOLDER, Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE, Role.HEAD_OF_AREA, Role.CONSULTANT
    ]  # fmt: skip
    people = [factories.user(role=role, unit=unit) for role in roles]
    for role, person in zip(roles, people, strict=True):
        factories.participant(meeting, role, person=person)
    Participant.objects.create(
        meeting=meeting, name="Mor Foss", email=PARENT, role=Role.BOARD_REPRESENTATIVE, requirement="may"
    )
    found = QuestionnairePage.objects.filter(for_template=meeting.cycle.template_id).first()
    page = found or questionnaire(meeting.cycle.template, **fields)
    return Scene(meeting, page, *people)


def held(**fields: Any) -> Scene:
    """The meeting was held, and six people are asked."""
    scene = prepared(**fields)
    now = timezone.make_aware(datetime.combine(TODAY, time(14)))
    hold_meeting(meeting=scene.meeting, attendance={}, by=scene.leader, now=now)
    scene.meeting.refresh_from_db()
    return scene


def asked_before(**fields: Any) -> Scene:
    """The leadership is asked before the meeting."""
    return prepared(purpose=Purpose.PREPARATION, **fields)


def link_in_mail(to: str = PARENT) -> str:
    """The path of the newest link that was mailed."""
    mails = [mail for mail in queued_mails() if mail.to == to and "/spoergeskema/" in mail.secret]
    return re.findall(r"(/spoergeskema/[\w-]{20,}/)", mails[-1].secret)[-1]
