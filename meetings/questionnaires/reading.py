"""What was answered: at one meeting, and at all meetings of a template, without what could tell of a single person."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from meetings.questionnaires.disclosure_control import Mean, Tally, shown_mean, sum_shown_tallies
from meetings.questionnaires.enums import NO, NOTHING, YES, QuestionType
from meetings.questionnaires.models import Answer, AnswerRound
from meetings.questionnaires.pages import Question, QuestionnairePage
from meetings.template.pages import TemplatePage

#: The values of the questions by their name (`Question.name`), of one person.
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Distribution:
    """How many chose what: `counts` by label, in the order of the options. `subject` is one of several choices, with
    yes and no as labels; otherwise empty."""

    counts: tuple[tuple[str, int], ...]
    subject: str = ""


@dataclass(frozen=True)
class GivenAnswer:
    """What one person answered to a question with names."""

    name: str
    text: str


@dataclass(frozen=True)
class QuestionAnswers:
    """What may be shown of the answers to one question. Without `distributions`, `mean` and `quotes` nothing may."""

    question: str
    field_type: QuestionType
    #: The id of an agenda item's block in the template, enums.FRAME, or enums.NOTHING.
    about: str
    #: Empty for texts, and while there are too few.
    distributions: tuple[Distribution, ...] = ()
    #: Of a scale whose distribution is not shown.
    mean: Mean | None = None
    #: What people wrote, in the order of the alphabet.
    quotes: tuple[str, ...] = ()
    #: Who answered what; with names only, and only at a meeting.
    given: tuple[GivenAnswer, ...] = ()

    @property
    def is_text(self) -> bool:
        return self.field_type in (QuestionType.SINGLE_LINE, QuestionType.MULTI_LINE)

    @property
    def shows_anything(self) -> bool:
        return bool(self.distributions or self.mean or self.quotes)


@dataclass(frozen=True)
class RoundResults:
    """What a reader of one meeting gets. `is_protected`: without names, and open or answered by too few."""

    round: AnswerRound
    answer_count: int
    is_protected: bool
    questions: tuple[QuestionAnswers, ...] = ()


@dataclass(frozen=True)
class TemplateAnswers:
    """What the meetings of a template answered to one questionnaire; `meeting_count` and `answer_count` are of those
    that are counted: closed, and answered by the minimum."""

    questionnaire: str
    meeting_count: int
    answer_count: int
    questions: tuple[QuestionAnswers, ...]


def answers_for_template(template: TemplatePage) -> list[TemplateAnswers]:
    """Return what may be shown, to everybody who works on the frame, of all closed rounds of the template's
    questionnaires.

    Meetings with fewer answers than the minimum are left out, with their quotes; no meeting or unit is named. Answers
    with names are treated like those without. Four queries, however many meetings there are.
    """
    return [
        found
        for questionnaire in QuestionnairePage.objects.filter(for_template=template).order_by("purpose", "pk")
        if (found := answers_across(questionnaire)).questions
    ]


def answers_across(questionnaire: QuestionnairePage) -> TemplateAnswers:
    """Return what may be shown of all closed rounds of one questionnaire together."""
    by_round: dict[int, list[Values]] = defaultdict(list)
    rows = Answer.objects.filter(round__questionnaire=questionnaire, round__closed_on__isnull=False)
    for key, values in rows.values_list("round", "values"):
        by_round[key].append(values)
    least = questionnaire.minimum_count
    counted = [answers for answers in by_round.values() if len(answers) >= least]
    questions = tuple(_of_question(question, counted, least) for question in questionnaire.questions.all())
    return TemplateAnswers(questionnaire.title, len(counted), sum(map(len, counted)), questions if counted else ())


def quotes_of_rounds(rounds: Iterable[AnswerRound]) -> list[tuple[AnswerRound, Question, tuple[str, ...]]]:
    """Return what was written in these rounds, each with its `questionnaire` loaded: of the closed ones, and without
    names only where the minimum has answered. Two queries, however many rounds there are."""
    shown = {
        one.pk: one
        for one in rounds
        if one.is_closed and (one.questionnaire.is_named or one.answer_count >= one.questionnaire.minimum_count)
    }
    given: dict[int, list[Values]] = defaultdict(list)
    for key, values in Answer.objects.filter(round__in=shown).values_list("round", "values"):
        given[key].append(values)
    asked: dict[int, list[Question]] = defaultdict(list)
    for question in Question.objects.filter(page__in={one.questionnaire_id for one in shown.values()}):
        if question.is_text:
            asked[question.page_id].append(question)
    return [
        (one, question, _of_question(question, [given[one.pk]], 0).quotes)
        for one in shown.values()
        for question in asked[one.questionnaire_id]
    ]


def round_results(answer_round: AnswerRound) -> RoundResults:
    """Return what leaders of the unit, head of area and consultants may see of one round."""
    questionnaire, least = answer_round.questionnaire, answer_round.questionnaire.minimum_count
    rows = [(values, one) for one, values in _with_names(answer_round)]
    answers: list[Values] = [values for values, _name in rows]
    protects = not questionnaire.is_named
    if protects and (not answer_round.is_closed or len(answers) < least):
        return RoundResults(answer_round, len(answers), is_protected=True)
    questions = tuple(
        _of_question(question, [answers], least if protects else 0, () if protects else rows)
        for question in questionnaire.questions.all()
    )
    return RoundResults(answer_round, len(answers), is_protected=False, questions=questions)


def _with_names(answer_round: AnswerRound) -> list[tuple[str, Values]]:
    """Each answer, with the name of its person where there is one."""
    rows = answer_round.answers.values_list("respondent__participant__name", "respondent__user__name", "values")
    return [(name or user_name or "", values) for name, user_name, values in rows]


def _of_question(
    question: Question, meetings: Sequence[Iterable[Values]], minimum: int, rows: Sequence[tuple[Values, str]] = ()
) -> QuestionAnswers:
    """`minimum` 0 and `rows` with names: what each person answered may be shown, so nothing is held back."""
    kind = QuestionType(question.field_type)
    given = tuple(
        GivenAnswer(name, _in_words(question, values[question.name]))
        for values, name in sorted(rows, key=lambda row: row[1]) if question.name in values
    )  # fmt: skip
    shown = partial(QuestionAnswers, question.label, kind, question.about or NOTHING, given=given)
    answers = [[values.get(question.name) for values in meeting] for meeting in meetings]
    if question.is_text:
        texts = (" ".join(str(one).split()) for meeting in answers for one in meeting if one)
        return shown(quotes=tuple(sorted((one for one in texts if one), key=str.casefold)))
    distributions = tuple(_distributions(question, answers, minimum))
    if kind != QuestionType.SCALE or distributions:
        return shown(distributions=distributions)
    return shown(mean=shown_mean([_tally(meeting, question) for meeting in answers], minimum))


def _in_words(question: Question, answer: object) -> str:
    labels = dict(question.options)
    return ", ".join(str(labels.get(str(one), one)) for one in (answer if isinstance(answer, list) else [answer]))


def _distributions(question: Question, given: Sequence[Sequence[object]], minimum: int) -> Iterable[Distribution]:
    """Those that may be shown: one of the question, or one of each of its choices where several could be made."""
    if question.field_type != QuestionType.CHECKBOXES:
        tally = sum_shown_tallies([_tally(answers, question) for answers in given], minimum)
        if tally is not None and tally.answers:
            labels = [label for _value, label in question.options]
            yield Distribution(tuple(zip(labels, tally.counts, strict=True)))
        return
    for value, label in question.options:
        tally = sum_shown_tallies([_chosen(answers, value) for answers in given], minimum)
        if tally is not None and tally.answers:
            yield Distribution(((YES, tally.counts[0]), (NO, tally.counts[1])), subject=label)


def _tally(answers: Sequence[object], question: Question) -> Tally:
    counts = tuple(sum(str(answer) == value for answer in answers) for value, _label in question.options)
    return Tally(counts, len(answers) - sum(counts))


def _chosen(answers: Sequence[object], value: str) -> Tally:
    """One of several choices; who made none of them has not chosen it."""
    chosen = sum(isinstance(answer, list) and value in answer for answer in answers)
    return Tally((chosen, len(answers) - chosen))
