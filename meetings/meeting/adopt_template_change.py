"""Update a planned meeting to a later edition of its template."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from meetings.meeting.agenda import agenda_of, planned_minutes
from meetings.meeting.create_meeting import preparation_from
from meetings.meeting.enums import MeetingState
from meetings.meeting.item import create_missing_items, delete_unused_items, update_items
from meetings.meeting.meeting_versions import StateHasChanged, bump_meeting_version, save_meeting_revision
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import PreparationStep
from meetings.meeting.pauses import changed_pauses, with_pauses
from meetings.meeting.signals import agenda_followed_template
from meetings.meeting.template_change import template_change
from meetings.template.pages import TemplatePage
from meetings.units import access


class MeetingIsConvened(StateHasChanged):
    """The meeting is convened, so the agenda that people prepare for is not replaced."""


class NoNewerEdition(Refusal):
    """The meeting already has the published edition."""


def adopt_template_change(*, meeting: MeetingPage, by: User, expected_version: int | None = None) -> MeetingPage:
    """Give the meeting agenda, length and preparation of the published edition.

    The unit's own topics and times are kept where their item still exists and is open, and its changes of pauses
    (placed, moved, removed) always. Raises NotAllowed, MeetingIsConvened, NoNewerEdition, ChangedMeanwhile.
    """
    if not access.of(by).may(Right.SHAPE_AGENDA, meeting.unit):
        raise NotAllowed(_("Only the unit's leaders can adopt changes of the template."))
    with transaction.atomic():
        fresh = bump_meeting_version(meeting, expected_version=expected_version, states=[MeetingState.PLANNED])
        if fresh is None:
            raise MeetingIsConvened(_("The meeting is convened, so its agenda cannot be replaced."), meeting)
        change = template_change(fresh)
        if change is None:
            raise NoNewerEdition(_("The meeting already follows the newest edition of the template."))
        after: TemplatePage = change.newest.as_object()
        _take_over_agenda(fresh, after)
        create_missing_items(fresh)
        _drop_own_times(fresh)
        fresh.template_revision = change.newest
        save_meeting_revision(fresh, by=by)
        _take_over_preparation(fresh, after)
        audit.record(
            "meeting.template_adopted", fresh, by=by, unit_id=fresh.unit_id, template_revision=change.newest.pk
        )
        agenda_followed_template.send(MeetingPage, meeting=fresh)
        delete_unused_items(fresh)
    return fresh


def _take_over_agenda(meeting: MeetingPage, after: TemplatePage) -> None:
    own = {block.id: block.value["local_topics"] for block in meeting.agenda if block.block_type == "item"}
    pauses, removed = changed_pauses(meeting)
    for block in after.agenda:
        if block.block_type == "item" and block.id in own and block.value["is_open"]:
            block.value["local_topics"] = list(own[block.id])
    meeting.agenda = with_pauses(after.agenda, pauses, without=removed)
    meeting.total_minutes = after.total_minutes


def _drop_own_times(meeting: MeetingPage) -> None:
    """Drop the unit's own times of items that are locked now, and all of them if they do not fit into the meeting."""
    own = [(item, item.row) for item in agenda_of(meeting) if item.row and item.row.planned_minutes is not None]
    for item, row in own:
        row.planned_minutes = row.planned_minutes if item.is_open else None
    if planned_minutes(agenda_of(meeting)) > meeting.total_minutes:
        for _item, row in own:
            row.planned_minutes = None
    update_items([row for _item, row in own if row.planned_minutes is None], "planned_minutes")


def _take_over_preparation(meeting: MeetingPage, after: TemplatePage) -> None:
    """Update the preparation steps; removed ones that somebody has dated or concluded are kept."""
    steps = {str(step.block_id): step for step in meeting.preparation_steps.all()}
    wanted = preparation_from(after, meeting)
    for step in wanted:
        there = steps.pop(str(step.block_id), None)
        if there is None:
            step.save()
        else:
            there.position, there.kind, there.title = step.position, step.kind, step.title
            there.duration, there.text, there.weeks_before = step.duration, step.text, step.weeks_before
            there.save(update_fields=["position", "kind", "title", "duration", "text", "weeks_before"])
    untouched = [step.pk for step in steps.values() if not (step.planned_on or step.decided or step.done_at)]
    PreparationStep.objects.filter(pk__in=untouched).delete()
