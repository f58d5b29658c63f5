"""Update a planned meeting to a later edition of its template."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue, StructValue

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from meetings.meeting.create_meeting import preparation_from
from meetings.meeting.enums import MeetingState
from meetings.meeting.meeting_versions import StateHasChanged, save_meeting_revision, take_meeting_version
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import PreparationStep
from meetings.meeting.pauses import changed_pauses, with_pauses
from meetings.meeting.signals import agenda_followed_template
from meetings.meeting.template_change import template_change
from meetings.template.blocks import agenda_items_for
from meetings.template.pages import TemplatePage
from meetings.units import access


class MeetingIsConvened(StateHasChanged):
    """The meeting is convened, so the agenda that people prepare for is not replaced."""


class NoNewerEdition(Refusal):
    """The meeting already has the published edition."""


def adopt_template_change(*, meeting: MeetingPage, by: User, seen_version: int | None = None) -> MeetingPage:
    """Give the meeting agenda, length and preparation of the published edition.

    The unit's own topics and times are kept where their item still exists and is open, and its changes of pauses
    (placed, moved, removed) always. Raises NotAllowed, MeetingIsConvened, NothingNew, ChangedMeanwhile.
    """
    if not access.of(by).may(Right.SHAPE_AGENDA, meeting.unit):
        raise NotAllowed(_("Only the unit's leaders can take over changes of the template."))
    with transaction.atomic():
        fresh = take_meeting_version(meeting, seen=seen_version, states=[MeetingState.PLANNED])
        if fresh is None:
            raise MeetingIsConvened(_("The meeting is convened, so its agenda cannot be replaced."), meeting)
        change = template_change(fresh)
        if change is None:
            raise NoNewerEdition(_("The meeting already follows the newest edition of the template."))
        before: TemplatePage = fresh.template_revision.as_object()
        after: TemplatePage = change.newest.as_object()
        _take_over_agenda(fresh, before, after)
        fresh.template_revision = change.newest
        fresh.total_minutes = after.total_minutes
        save_meeting_revision(fresh, by=by)
        _take_over_preparation(fresh, after)
        audit.record(
            "meeting.template_adopted", fresh, by=by, unit_id=fresh.unit_id, template_revision=change.newest.pk
        )
        agenda_followed_template.send(MeetingPage, meeting=fresh)
    return fresh


def _take_over_agenda(meeting: MeetingPage, before: TemplatePage, after: TemplatePage) -> None:
    own, frame = _values(meeting.agenda), _values(before.agenda)
    pauses, removed = changed_pauses(meeting)
    replaced = removed | {pause.id for pause in pauses}
    met = {
        key: value for key, value in _values(agenda_items_for(after.agenda, meeting.unit.kind)).items()
        if key not in replaced
    }  # fmt: skip
    in_pauses = sum(pause.minutes for pause in pauses)
    room_for_own_times = _minutes(met, own, frame) + in_pauses <= after.total_minutes
    for block in after.agenda:
        if block.block_type != "item" or block.id not in own or not block.value["is_open"]:
            continue
        block.value["local_topics"] = list(own[block.id]["local_topics"])
        if room_for_own_times and _has_own_time(block.id, own, frame):
            block.value["minutes"] = own[block.id]["minutes"]
    meeting.agenda = with_pauses(after.agenda, pauses, without=removed)


def _minutes(met: Mapping[str, StructValue], own: Mapping[str, StructValue], frame: Mapping[str, StructValue]) -> int:
    """Return the minutes of the items that apply to the unit, if its own times were kept."""
    return sum(
        (own[key] if value["is_open"] and _has_own_time(key, own, frame) else value)["minutes"] or 0
        for key, value in met.items()
    )


def _has_own_time(key: str, own: Mapping[str, StructValue], frame: Mapping[str, StructValue]) -> bool:
    return key in own and key in frame and own[key]["minutes"] != frame[key]["minutes"]


def _values(agenda: Iterable[StreamValue.StreamChild]) -> dict[str, StructValue]:
    return {block.id: block.value for block in agenda if block.block_type == "item"}


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
            there.duration, there.text = step.duration, step.text
            there.save(update_fields=["position", "kind", "title", "duration", "text"])
    untouched = [step.pk for step in steps.values() if not (step.planned_on or step.decided or step.done_at)]
    PreparationStep.objects.filter(pk__in=untouched).delete()
