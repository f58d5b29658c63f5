"""The seven demands on a school development talk (folkeskoleloven § 40 a), answered from agenda, minutes and figures.

They are those that the Ministry of Children and Education lists as the formal demands since 1 August 2025
(uvm.dk, Skoleudviklingssamtaler); 1, 5, 6 and 7 are § 40 a itself.
"""

import re
from collections.abc import Iterator

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Role
from foundation.text.danish_formats import format_date
from foundation.translation.in_danish import in_danish
from media.enums import Audience
from meetings.figures.models import Dataset
from meetings.initiatives.reading import statements_by_item, statements_url
from meetings.meeting.agenda import AgendaItem, agenda_of
from meetings.meeting.enums import Attendance
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.minutes.content import LawPoint, MinutesContent
from meetings.minutes.page_urls import minutes_url
from meetings.minutes.row_fields import field_id
from meetings.template.enums import ItemOwner
from snippets.enums import DatasetKind

#: A plan of the municipality for a school that needs help (§ 57 d, stk. 3).
ACTION_PLAN = re.compile(r"handlingsplan", re.IGNORECASE)


def law_points(meeting: MeetingPage, content: MinutesContent) -> tuple[LawPoint, ...]:
    """Return the points in their order, with words in Danish; none for a meeting that is not the talk. Four queries."""
    if not meeting.covers_school_development_talk:
        return ()
    with in_danish():
        return tuple(_points(meeting, content))


def _points(meeting: MeetingPage, content: MinutesContent) -> Iterator[LawPoint]:
    statements = sum(map(len, statements_by_item(meeting).values()))  # before others read the agenda
    agenda, people = agenda_of(meeting), list(Participant.objects.filter(meeting=meeting))
    writing = minutes_url("minutes_write", meeting)
    yield _talk(content, people, f"{writing}#hvem")
    yield _board(people, f"{writing}#hvem")
    yield _of_the_school(meeting, agenda, statements)
    yield _of_the_council(meeting, agenda)
    yield _tests(meeting)
    yield _earlier(content, f"{writing}#tidligere")
    yield _action_plans(content, writing)


def _talk(content: MinutesContent, people: list[Participant], where: str) -> LawPoint:
    demand = _("The municipal council holds a talk with the leader of the school every year.")
    leaders = _present(people, Role.AGREEMENT_HOLDER)
    if content.meeting.held_on and leaders:
        facts = {"day": format_date(content.meeting.held_on), "names": get_text_list(leaders, _("and"))}
        return LawPoint(1, demand, _("Held on %(day)s with %(names)s.") % facts, "yes", where)
    return LawPoint(1, demand, _("The leader of the school is not noted as present."), "", where)


def _board(people: list[Participant], where: str) -> LawPoint:
    demand = _("A parent from the school board has a right to take part.")
    invited = [person.name for person in people if person.role == Role.BOARD_REPRESENTATIVE]
    present = _present(people, Role.BOARD_REPRESENTATIVE)
    if present:
        answer = _("%(names)s took part.") % {"names": get_text_list(present, _("and"))}
        return LawPoint(2, demand, answer, "yes", where)
    if invited:
        answer = _("%(names)s was invited and did not take part.") % {"names": get_text_list(invited, _("and"))}
        return LawPoint(2, demand, answer, "yes", where)
    return LawPoint(2, demand, _("Nobody from the school board was invited. Write in the minutes why."), "", where)


def _of_the_school(meeting: MeetingPage, agenda: list[AgendaItem], statements: int) -> LawPoint:
    demand = _("The leader of the school says which areas of development the talk is about.")
    topics = sum(len(item.local_topics) for item in agenda)
    found = []
    if statements:
        text = ngettext("what the school brings on %(n)s initiative", "what it brings on %(n)s initiatives", statements)
        found.append(text % {"n": statements})
    if topics:
        found.append(ngettext("%(n)s topic of its own", "%(n)s topics of its own", topics) % {"n": topics})
    if found:
        answer = _("The school wrote: %(what)s.") % {"what": get_text_list(found, _("and"))}
        return LawPoint(3, demand, answer, "yes", statements_url(meeting))
    answer = _("The school has written neither what it brings nor topics of its own.")
    return LawPoint(3, demand, answer, "", statements_url(meeting))


def _of_the_council(meeting: MeetingPage, agenda: list[AgendaItem]) -> LawPoint:
    demand = _("The municipal council adds topics from the frame of the schools.")
    theirs = [item for item in agenda if item.number and item.value["owner"] == ItemOwner.ADMINISTRATION]
    found = [f"{item.number}. {item.title}" for item in theirs]
    where = f"{meeting.url}#dagsorden"
    if found:
        return LawPoint(4, demand, _("On the agenda: %(items)s.") % {"items": "; ".join(found)}, "yes", where)
    return LawPoint(4, demand, _("No item of the agenda is the administration's."), "", where)


def _tests(meeting: MeetingPage) -> LawPoint:
    demand = _("Results of the obligatory tests, and other knowledge that matters, are part of the talk.")
    shared = Dataset.objects.filter(
        meeting=meeting,
        type__kind=DatasetKind.TEST,
        evidence__audience__in=[Audience.MEETING, Audience.LEADER_FORUM],
        evidence__withdrawn_at=None,
    )
    titles = list(dict.fromkeys(shared.order_by("pk").values_list("title", flat=True)))
    where = f"{meeting.url}#dagsorden"
    if titles:
        return LawPoint(5, demand, _("Shared: %(titles)s.") % {"titles": "; ".join(titles)}, "yes", where)
    return LawPoint(5, demand, _("No test results are shared with the meeting."), "", where)


def _earlier(content: MinutesContent, where: str) -> LawPoint:
    demand = _("Earlier talks are followed up.")
    count = len(content.earlier)
    if not count:
        return LawPoint(6, demand, _("No agreements of earlier years are open."), "yes", where)
    said = sum(bool(row.outcome) for row in content.earlier)
    text = ngettext(
        "The meeting said what happens to %(said)s of %(n)s agreement of earlier years.",
        "The meeting said what happens to %(said)s of %(n)s agreements of earlier years.",
        count,
    )
    return LawPoint(6, demand, text % {"said": said, "n": count}, "yes" if said == count else "", where)


def _action_plans(content: MinutesContent, writing: str) -> LawPoint:
    demand = _("The status of action plans, if the school has any (§ 57 d).")
    for row in content.sections:
        if ACTION_PLAN.search(row.text):
            answer = _("Written under “%(item)s”.") % {"item": row.title}
            return LawPoint(7, demand, answer, "yes", f"{writing}#{field_id('sections', row, 'text')}")
    last = f"{writing}#{field_id('sections', content.sections[-1], 'text')}" if content.sections else writing
    return LawPoint(7, demand, _("The minutes do not say whether the school has an action plan."), "", last)


def _present(people: list[Participant], role: Role) -> list[str]:
    return [one.name for one in people if one.role == role and one.attendance == Attendance.PRESENT]
