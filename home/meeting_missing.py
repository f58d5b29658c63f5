"""What is still missing before a meeting, in words, for those who prepare it."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Right
from meetings.data_plan.coverage import demands_missing, not_heard
from meetings.data_plan.models import DataPlanLine
from meetings.meeting.enums import OPEN_STATES, MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import PreparationStep
from meetings.units.access import Access


def still_missing(
    meeting: MeetingPage,
    person: Access,
    lines: Sequence[DataPlanLine],
    steps: Sequence[PreparationStep],
    evidence: dict[str, Any],
) -> list[str]:
    """Sentences; empty for who does not prepare, and once the meeting is held. `lines` are those of the data plan."""
    if not prepares(meeting, person):
        return []
    return [*_of_the_plan(meeting, steps), *_of_the_evidence(lines, evidence)]


def prepares(meeting: MeetingPage, person: Access) -> bool:
    """The meeting lies ahead, and getting ready for it is this person's business."""
    takes_part = person.may(Right.PREPARE, meeting.unit) or person.may(Right.ADD_EVIDENCE, meeting.unit)
    return meeting.state in OPEN_STATES and takes_part


def _of_the_plan(meeting: MeetingPage, steps: Sequence[PreparationStep]) -> list[str]:
    found = []
    if meeting.starts_at is None:
        found.append(_("The meeting has no date yet."))
    elif meeting.state == MeetingState.PLANNED:
        found.append(_("Nobody has been called to the meeting yet."))
    undated = [step.title for step in steps if not step.done_at and not step.planned_on]
    if undated:
        found.append(_("No day is set for: %(steps)s.") % {"steps": get_text_list(undated, _("and"))})
    return found


def _of_the_evidence(lines: Sequence[DataPlanLine], evidence: dict[str, Any]) -> list[str]:
    brought = evidence["evidence_brought"]
    found = demands_missing(lines, brought)
    silent = [str(perspective.label).lower() for perspective in not_heard(brought)]
    if silent:
        found.append(_("Nothing tells of %(perspectives)s yet.") % {"perspectives": get_text_list(silent, _("or"))})
    drafts = len(evidence["evidence_drafts"])
    if drafts:
        found.append(
            ngettext(
                "%(count)s contribution is not shared with the meeting yet.",
                "%(count)s contributions are not shared with the meeting yet.",
                drafts,
            )
            % {"count": drafts}
        )
    return found
