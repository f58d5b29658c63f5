"""List what is still missing before a meeting, for the people who prepare it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Right
from meetings.data_plan.coverage import Gap, missing_required_data, perspectives_not_heard
from meetings.data_plan.models import DataPlanLine
from meetings.data_plan.page_urls import gap_url, plan_url
from meetings.evidence.reading import MeetingEvidence
from meetings.initiatives.reading import statements_url
from meetings.meeting.enums import OPEN_STATES, MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import PreparationStep
from meetings.units.access import Access
from meetings.units.url_prefixes import meeting_url_kwargs


@dataclass(frozen=True)
class Omission:
    """`text` says what is missing; `url` is where the user can add it, empty when somebody else must."""

    text: str
    url: str = ""


def still_missing(
    meeting: MeetingPage,
    access: Access,
    lines: Sequence[DataPlanLine],
    steps: Sequence[PreparationStep],
    evidence: MeetingEvidence,
    agenda: Sequence[Mapping[str, object]],
) -> list[Omission]:
    """Return what is missing; empty for users who don't prepare, and once the meeting is held. `lines`: of the data
    plan, `agenda`: the entries of the meeting's page."""
    if not prepares(meeting, access):
        return []
    plan, statements = _of_the_plan(meeting, access, steps), _of_the_statements(meeting, access, agenda)
    return [*plan, *statements, *_of_the_evidence(meeting, access, lines, evidence)]


def prepares(meeting: MeetingPage, access: Access) -> bool:
    """Return whether the meeting is ahead, and the user has a right to prepare it or add evidence."""
    takes_part = access.may(Right.PREPARE, meeting.unit) or access.may(Right.ADD_EVIDENCE, meeting.unit)
    return meeting.state in OPEN_STATES and takes_part


def _of_the_plan(meeting: MeetingPage, access: Access, steps: Sequence[PreparationStep]) -> list[Omission]:
    found = []
    convene = reverse("convene", kwargs=meeting_url_kwargs(meeting)) if access.may(Right.CONVENE, meeting.unit) else ""
    if meeting.starts_at is None:
        found.append(Omission(_("The meeting has no date yet."), convene))
    elif meeting.state == MeetingState.PLANNED:
        found.append(Omission(_("Nobody has been invited to the meeting yet."), convene))
    undated = [step for step in steps if not step.done_at and not step.planned_on]
    if undated:
        titles = get_text_list([step.title for step in undated], _("and"))
        text = _("No day is set for: %(steps)s.") % {"steps": titles}
        found.append(Omission(text, _to_date(meeting, undated) if access.may(Right.PREPARE, meeting.unit) else ""))
    return found


def _to_date(meeting: MeetingPage, undated: list[PreparationStep]) -> str:
    """URL of the form of a single step, or of the list of several."""
    where = meeting_url_kwargs(meeting)
    if len(undated) == 1:
        return reverse("preparation_step", kwargs={**where, "pk": undated[0].pk})
    return reverse("preparation", kwargs=where)


def _of_the_statements(meeting: MeetingPage, access: Access, agenda: Sequence[Mapping[str, Any]]) -> list[Omission]:
    titles = [entry["item"].title for entry in agenda if entry["item"].brings and not entry["statements"]]
    if not titles:
        return []
    text = _("Nothing is written yet about what you bring to: %(items)s.") % {"items": get_text_list(titles, _("and"))}
    return [Omission(text, statements_url(meeting) if access.may(Right.WRITE_STATEMENTS, meeting.unit) else "")]


def _of_the_evidence(
    meeting: MeetingPage, access: Access, lines: Sequence[DataPlanLine], evidence: MeetingEvidence
) -> list[Omission]:
    brought = evidence["evidence_brought"]
    gaps = missing_required_data(lines, brought)
    silent = [str(perspective.label).lower() for perspective in perspectives_not_heard(brought)]
    if silent:
        words = {"perspectives": get_text_list(silent, _("or"))}
        gaps.append(Gap(_("There is nothing about %(perspectives)s yet.") % words))
    gathers = access.may(Right.ADD_EVIDENCE, meeting.unit)
    found = [Omission(gap.text, gap_url(gap, meeting) if gathers else plan_url(meeting, gap.line)) for gap in gaps]
    drafts = len(evidence["evidence_drafts"])
    if drafts:
        text = ngettext(
            "%(count)s contribution is not shared with the meeting yet.",
            "%(count)s contributions are not shared with the meeting yet.",
            drafts,
        )
        found.append(Omission(text % {"count": drafts}, "#kladder"))
    return found
