"""What is still missing before a meeting, in words, for those who prepare it."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Right
from meetings.meeting.agenda import AgendaItem
from meetings.meeting.enums import OPEN_STATES, MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import PreparationStep
from meetings.template.enums import Perspective
from meetings.units.access import Access

#: Whose views a meeting asks for in particular.
ASKED_FOR = (Perspective.CHILDREN, Perspective.STAFF, Perspective.PARENTS)


def still_missing(
    meeting: MeetingPage,
    person: Access,
    items: Sequence[AgendaItem],
    steps: Sequence[PreparationStep],
    evidence: dict[str, Any],
) -> list[str]:
    """Sentences; empty for who does not prepare, and once the meeting is held."""
    prepares = person.may(Right.PREPARE, meeting.unit) or person.may(Right.ADD_EVIDENCE, meeting.unit)
    if meeting.state not in OPEN_STATES or not prepares:
        return []
    return [*_of_the_plan(meeting, steps), *_of_the_evidence(items, evidence)]


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


def _of_the_evidence(items: Sequence[AgendaItem], evidence: dict[str, Any]) -> list[str]:
    found = []
    for item in items:
        if item.read.required_data and item.id not in evidence["evidence_items"]:
            data = get_text_list([data.text for data in item.read.required_data], _("and"))
            found.append(_("“%(item)s” has nothing yet. To be brought: %(data)s.") % {"item": item.title, "data": data})
    silent = [str(perspective.label).lower() for perspective in ASKED_FOR if perspective not in _heard(evidence)]
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


def _heard(evidence: dict[str, Any]) -> set[str]:
    groups = [*evidence["evidence_other"], *(group for found in evidence["evidence_items"].values() for group in found)]
    return {card.page.perspective for group in groups for card in group["cards"]}
