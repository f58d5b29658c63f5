"""Where passages come from: what units brought, wished for, agreed on, showed and wrote in approved minutes.

Each source is a function from a reader and a filter on years and area to the passages this reader may see. The access
rule of the source's own model decides, and besides that READ_ACROSS in the unit.
"""

from collections.abc import Callable, Iterable, Iterator

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.urls import reverse

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.pages import slugs_of, url_of
from foundation.stream_data import raw_blocks
from foundation.text.notation import to_plain
from meetings.agreements.models import Agreement
from meetings.forum.page_urls import FORUM
from meetings.forum.pages import ExamplePage
from meetings.forum.visible_examples import listed_examples
from meetings.insights.across.enums import PassageKind
from meetings.insights.across.passage import Passage, PassageSource, PassageUnit
from meetings.meeting.blocks import questions_of
from meetings.meeting.enums import MeetingState
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage
from meetings.minutes.content import MinutesContent, adjustments_of
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord
from meetings.minutes.writing.initial_content import SLUG
from meetings.questionnaires.enums import FRAME, NOTHING
from meetings.questionnaires.models import AnswerRound
from meetings.questionnaires.reading import quotes_of_rounds
from meetings.support_requests.models import SupportRequest
from meetings.units import access
from meetings.units.url_prefixes import meeting_url_kwargs

#: The texts of a statement, and what they are.
KINDS = {
    "results": PassageKind.RESULTS, "challenges": PassageKind.CHALLENGES, "occupied": PassageKind.CHALLENGES,
    "learning": PassageKind.RESULTS, "onward": PassageKind.RESULTS,
}  # fmt: skip
STATEMENT, WISH, AGREEMENT, EXAMPLE, MINUTES, ANSWER = "statement", "wish", "agreement", "example", "minutes", "answer"


class RowFilter:
    """Which rows are read: of these years and this area, or of these primary keys."""

    def __init__(
        self, *, years: tuple[str, ...] = (), area: int | None = None, pks: Iterable[int] | None = None
    ) -> None:
        self.years, self.area, self.pks = years, area, pks

    def q(self, unit: str, year: str) -> Q:
        """A filter; `unit` and `year` are the lookups of the unit and of the school year."""
        found = Q(pk__in=self.pks) if self.pks is not None else Q(**{f"{year}__in": self.years})
        return found & Q(**{f"{unit}__area": self.area}) if self.area is not None else found


def _across(user: AnyUser, unit: str) -> Q:
    return access.of(user).units_q(Right.READ_ACROSS, unit)


def _held(user: AnyUser, meeting: str) -> Q:
    """What the meeting has seen: until it is held, the unit is still writing. `meeting` is the lookup."""
    seen = access.visible_to(user, MeetingPage).filter(state=MeetingState.HELD).order_by()
    return Q(**{f"{meeting}__in": seen})


def statements(user: AnyUser, where: RowFilter) -> Iterator[Passage]:
    rows = MeetingItem.objects.filter(
        _across(user, "meeting__unit"),
        _held(user, "meeting"),
        where.q("meeting__unit", "meeting__cycle__school_year"),
    )
    columns = ("meeting__unit_id", "meeting__unit__area_id", "meeting__unit__title")
    more = ("pk", "block_id", "brought", "meeting__cycle__school_year", "meeting__url_path")
    for *unit, pk, block_id, brought, year, path in rows.values_list(*columns, *more).iterator():
        for block in raw_blocks(brought or ()):
            value, labels = block["value"], questions_of(block["type"])
            for name, label in labels.items():
                if words := (value.get(name) or "").strip():
                    yield Passage(
                        PassageSource(STATEMENT, pk, f"{block['id']}:{name}"), KINDS[name], **PassageUnit(*unit).facts,
                        school_year=year, words=words, url=_brings(path), label=label, topic=value["title"],
                        initiative=value["initiative"], item=str(block_id),
                    )  # fmt: skip


def wishes(user: AnyUser, where: RowFilter) -> Iterator[Passage]:
    unit = "meeting__unit"
    rows = access.visible_to(user, SupportRequest, SupportRequest.objects.not_withdrawn())
    rows = rows.filter(_across(user, unit), _held(user, "meeting"), where.q(unit, "meeting__cycle__school_year"))
    columns = (f"{unit}_id", f"{unit}__area_id", f"{unit}__title", "pk", "text", "initiative", "initiative_name")
    more = ("item__block_id", "meeting__cycle__school_year")
    for *facts, pk, text, initiative, name, block_id, year in rows.order_by("pk").values_list(*columns, *more):
        yield Passage(
            PassageSource(WISH, pk), PassageKind.SUPPORT, **PassageUnit(*facts).facts, school_year=year, words=text,
            url=reverse("wish", args=[pk]), topic=name, initiative=initiative, item=str(block_id or ""),
        )  # fmt: skip


def agreements(user: AnyUser, where: RowFilter) -> Iterator[Passage]:
    year = "minutes__meeting__cycle__school_year"
    rows = access.visible_to(user, Agreement).filter(_across(user, "unit"), where.q("unit", year))
    sections = _sections_of_agreements(user, where) if where.pks is None else {}
    columns = ("unit_id", "unit__area_id", "unit__title", "pk", "text", "initiative", "initiative__name", "block_id")
    for *unit, pk, text, initiative, name, block_id, of_year in rows.order_by("pk").values_list(*columns, year):
        yield Passage(
            PassageSource(AGREEMENT, pk), PassageKind.AGREEMENTS, **PassageUnit(*unit).facts, school_year=of_year,
            words=text, url=reverse("agreement", args=[pk]), topic=name or "", initiative=initiative,
            item=sections.get(str(block_id), ""),
        )  # fmt: skip


def examples(user: AnyUser, where: RowFilter) -> Iterator[Passage]:
    rows = access.visible_to(user, ExamplePage).filter(
        listed_examples(), _across(user, "unit"), where.q("unit", "school_year")
    )
    columns = ("unit_id", "unit__area_id", "unit__title", "pk", "title", "learnt", "slug", "initiative")
    more = ("initiative__name", "evidence__goal", "school_year")
    for *unit, pk, title, words, slug, initiative, name, goal, year in rows.order_by("pk").values_list(*columns, *more):
        yield Passage(
            PassageSource(EXAMPLE, pk), PassageKind.EXAMPLES, **PassageUnit(*unit).facts, school_year=year, words=words,
            url=f"{FORUM}{slug}/", label=title, topic=name or "", initiative=initiative, goal=goal,
        )  # fmt: skip


def minutes(user: AnyUser, where: RowFilter) -> Iterator[Passage]:
    """Return what approved minutes say should be adjusted; the words are those of the record."""
    texts = {name: KeyTextTransform(name, "content") for name in ("adjust_frame", "adjust_content")}
    rows = _records(user, where).annotate(**{f"said_{name}": text for name, text in texts.items()})
    unit = "minutes__unit"
    columns = (f"{unit}_id", f"{unit}__area_id", f"{unit}__title", "pk", "minutes__meeting__cycle__school_year")
    more = ("minutes__meeting__url_path", *(f"said_{name}" for name in texts))
    for *facts, pk, year, path, frame, content in rows.values_list(*columns, *more):
        for adjustment in adjustments_of(MinutesContent(adjust_frame=frame or "", adjust_content=content or "")):
            if words := to_plain(adjustment.text).strip():
                yield Passage(
                    PassageSource(MINUTES, pk, adjustment.id), PassageKind.CHANGE, **PassageUnit(*facts).facts,
                    school_year=year, words=words, url=f"{url_of(path)}{SLUG}/", label=adjustment.heading(),
                    is_general=True,
                )  # fmt: skip


def answers(user: AnyUser, where: RowFilter) -> Iterator[Passage]:
    """Return what people wrote in questionnaires, as far as the results of the meeting show it. It was written without
    a name or for the unit and the administration, so it is read here and goes into no note."""
    unit = "meeting__unit"
    if where.pks is not None:
        return
    rows = access.visible_to(user, AnswerRound).filter(_across(user, unit), closed_on__isnull=False)
    rows = rows.filter(where.q(unit, "meeting__cycle__school_year")).order_by("pk")
    for one, question, quotes in quotes_of_rounds(rows.select_related("questionnaire", unit, "meeting__cycle")):
        meeting, is_item = one.meeting, question.about not in (NOTHING, FRAME)
        for number, words in enumerate(quotes):
            yield Passage(
                PassageSource(ANSWER, one.pk, f"{question.name}:{number}"), PassageKind.ANSWERS,
                unit_id=meeting.unit_id, area_id=meeting.unit.area_id, unit=meeting.unit.title,
                school_year=meeting.school_year, words=words,
                url=reverse("meeting_answers", kwargs=meeting_url_kwargs(meeting)), label=question.label,
                item=question.about if is_item else "", is_general=not is_item, may_be_quoted=False,
            )  # fmt: skip


SOURCES: dict[str, Callable[[AnyUser, RowFilter], Iterator[Passage]]] = {
    STATEMENT: statements,
    WISH: wishes,
    AGREEMENT: agreements,
    EXAMPLE: examples,
    MINUTES: minutes,
    ANSWER: answers,
}


def _records(user: AnyUser, where: RowFilter) -> QuerySet[ApprovalRecord]:
    readable = access.visible_to(user, MinutesPage).filter(state=MinutesState.APPROVED).order_by()
    of_year = where.q("minutes__unit", "minutes__meeting__cycle__school_year")
    return ApprovalRecord.objects.filter(_across(user, "minutes__unit"), of_year, minutes__in=readable).order_by("pk")


def _sections_of_agreements(user: AnyUser, where: RowFilter) -> dict[str, str]:
    """The agenda item of each agreement, by the id of its block; of minutes that the reader may read."""
    records = _records(user, where).annotate(agreed=KeyTransform("agreements", "content"))
    return {row["id"]: row.get("section", "") for rows in records.values_list("agreed", flat=True) for row in rows}


def _brings(meeting_path: str) -> str:
    """The page of what the unit brings to the meeting at this `url_path`."""
    area, unit, year = slugs_of(meeting_path)
    return reverse("statements", kwargs={"area": area, "unit": unit, "year": int(year)})
