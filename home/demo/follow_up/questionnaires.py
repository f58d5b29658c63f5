"""The demo's questionnaires: an evaluation of the day without names, and a preparation; with answers."""

from datetime import date, timedelta

from accounts.models import User
from home.demo.clock import demo_clock
from meetings.cycle.models import Cycle
from meetings.questionnaires.building.copy_questionnaire import copy_questionnaire
from meetings.questionnaires.close_round import close_round
from meetings.questionnaires.daily import follow_questionnaires
from meetings.questionnaires.enums import FRAME, Purpose, QuestionType
from meetings.questionnaires.give_answer import give_answer
from meetings.questionnaires.models import AnswerRound
from meetings.questionnaires.pages import Question, QuestionnaireIndexPage, QuestionnairePage
from meetings.questionnaires.rounds import respondents, rounds

#: Label, type, choices, help text, and the place of the agenda item that it is about, or FRAME.
Asked = tuple[str, QuestionType, str, str, int | str]
EVALUATION: list[Asked] = [
    ("Hvor godt kom vi omkring det, der var vigtigt for jer?", QuestionType.SCALE, "Slet ikke\nI høj grad", "", FRAME),
    (
        "Hjalp de data, I havde med, jer til at tale om børnene?", QuestionType.SCALE, "Slet ikke\nI høj grad",
        "Tænk både på tal, billeder og fortællinger.", 0,
    ),
    ("Var der tid nok til jeres indsatser?", QuestionType.YES_NO, "", "", 2),
    (
        "Hvad fik I mest ud af?", QuestionType.CHECKBOXES,
        "At se børnenes billeder\nAt tale om tallene\nAt lave aftaler\nForvaltningens spørgsmål",
        "Vælg gerne flere.", "",
    ),
    ("Hvad skal vi gøre anderledes næste år?", QuestionType.MULTI_LINE, "", "Skriv ikke navne på børn.", FRAME),
]  # fmt: skip
PREPARATION: list[Asked] = [
    ("Hvor klar er I til at vælge data?", QuestionType.SCALE, "Vi er ikke begyndt\nVi er klar", "", 0),
    (
        "Hvad vil I helst bruge det indledende møde på?", QuestionType.RADIO,
        "At vælge data\nAt formulere spørgsmål\nAt tale om indsatser", "", "",
    ),
    ("Hvad vil I gerne vide mere om hos jer selv?", QuestionType.MULTI_LINE, "", "", ""),
]  # fmt: skip
QUOTES = [
    "Mere tid til børnenes egne billeder. Det var der, samtalen blev konkret.",
    "Send tallene ud en uge før, så vi kan nå at læse dem.",
    "Pausen lå for sent på dagen.",
    "Vi vil gerne have forvaltningens spørgsmål på forhånd.",
    "Færre punkter. Vi nåede ikke vores egne indsatser.",
    "Det var godt, at medarbejderne selv fortalte. Gør det igen.",
    "Hold fast i, at vi slutter med aftaler.",
    "Lad os begynde med en fortælling i stedet for med tal.",
    "Bordene stod i rækker. En rundkreds ville gøre det nemmere at tale sammen.",
    "Skriv på dagsordenen, hvad I helst vil høre om.",
    "Vi brugte for lang tid på fravær og for kort tid på fællesskaber.",
    "Jeg savnede forældrenes blik på tallene.",
    "Lad en af os styre uret, så chefen kan lytte.",
    "Filmen sagde mere end alle skemaerne. Vis gerne en til.",
    "Vi skulle have haft aftalerne fra sidste år på bordet fra start.",
    "Fire timer er langt. Kunne vi dele dagen i to?",
    "Godt, at der var en fast plads til vores egne indsatser.",
    "Sig fra begyndelsen, hvad der kommer med i referatet.",
]
LEADERS_ANSWER = "Hvordan børnene har det i overgangen fra frikvarter til time."


def make_questionnaires(cycle: Cycle, editor: User, *, days_open: int = 7) -> None:
    """Publish both for the template of the year; the second year's evaluation is a copy of the first one's."""
    with demo_clock(date(cycle.first_year, 8, 14)):
        before = QuestionnairePage.objects.filter(purpose=Purpose.EVALUATION).last()
        if before is None:
            page = _make(cycle, "Hvordan var dagen?", Purpose.EVALUATION, EVALUATION, editor, days_open)
        else:
            page = copy_questionnaire(source=before, template=cycle.template, by=editor)
            page.days_open = days_open
        page.introduction = "Det tager tre minutter. Vi bruger svarene, når vi skriver næste års skabelon."
        page.save_revision(user=editor).publish(user=editor, skip_permission_checks=True)


def make_preparation(cycle: Cycle, editor: User) -> None:
    with demo_clock(date(cycle.first_year, 8, 14)):
        page = _make(cycle, "Før det indledende møde", Purpose.PREPARATION, PREPARATION, editor, 7)
        page.is_named = True
        page.introduction = "Konsulenten læser svarene, før I mødes."
        page.save_revision(user=editor).publish(user=editor, skip_permission_checks=True)


def _make(
    cycle: Cycle, title: str, purpose: Purpose, asks: list[Asked], editor: User,
    days_open: int,
) -> QuestionnairePage:  # fmt: skip
    items = [block.id for block in cycle.template.agenda if not block.value["is_break"]]
    page = QuestionnairePage(
        title=title, for_template=cycle.template, purpose=purpose, days_open=days_open, owner=editor, live=False
    )
    page.questions = [
        Question(
            sort_order=number, label=label, field_type=kind, choices=choices, help_text=hint,
            required=kind == QuestionType.SCALE, about=items[about] if isinstance(about, int) else about,
        )
        for number, (label, kind, choices, hint, about) in enumerate(asks)
    ]  # fmt: skip
    index: QuestionnaireIndexPage = QuestionnaireIndexPage.objects.get()
    index.add_child(instance=page)
    return page


def answer_evaluations(cycle: Cycle, today: date) -> None:
    """Most of those who are asked have answered. What has passed its last day is closed; in the others the unit's
    leader, who is asked first, has still to answer."""
    for number, answer_round in enumerate(rounds().filter(meeting__cycle=cycle, closed_on=None)):
        over = answer_round.closes_on < today
        people = list(respondents().filter(round=answer_round))
        with demo_clock(answer_round.opened_on + timedelta(days=1)):
            for place, person in enumerate(people if over else people[1:4]):
                values = _values(answer_round, number + place, is_last=place == len(people) - 1)
                give_answer(
                    respondent=person,
                    values=values,
                    expected_version=None,
                    today=answer_round.opened_on + timedelta(days=1),
                )
        if over:
            with demo_clock(answer_round.closes_on + timedelta(days=1)):
                close_round(answer_round, answer_round.closes_on + timedelta(days=1))


def _values(answer_round: AnswerRound, number: int, *, is_last: bool) -> dict[str, object]:
    questions = list(answer_round.questionnaire.questions.all())
    choices = questions[3].lines
    values = [
        str(2 + answer_round.pk % 2 + (number * 7) % 3),
        str(2 + (number * 5 + answer_round.pk) % 4),
        "no" if number % 5 in (1, 3) else "yes",
        [choices[number % 4], choices[(number + 1) % 4]] if number % 3 else [choices[0]],
        "" if is_last or number % 3 else QUOTES[(number // 3 * 5 + answer_round.pk) % len(QUOTES)],
    ]
    return {question.name: value for question, value in zip(questions, values, strict=True) if value}


def ask_before_the_meeting(cycle: Cycle, today: date) -> None:
    """Open the preparations that are due, and let the first leader of the first one answer."""
    with demo_clock(today):
        follow_questionnaires.func(today.isoformat())
        asked = respondents().filter(
            round__meeting__cycle=cycle, round__questionnaire__purpose=Purpose.PREPARATION, round__closed_on=None
        )  # fmt: skip
        first = asked.order_by("pk").first()
        if first is not None:
            names = [question.name for question in first.round.questionnaire.questions.all()]
            values = dict(zip(names, ("4", "At vælge data", LEADERS_ANSWER), strict=True))
            give_answer(respondent=first, values=values, expected_version=None, today=today)
