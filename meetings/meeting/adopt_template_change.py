"""Takes over a later edition of the template, while nobody has been convened to the old one."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from meetings.meeting.create_meeting import preparation_from
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import PreparationStep
from meetings.meeting.pauses import changed_pauses, with_pauses
from meetings.meeting.signals import agenda_followed_template
from meetings.meeting.template_change import template_change
from meetings.meeting.versions import StateMoved, keep, next_version
from meetings.template.blocks import agenda_items_for
from meetings.template.pages import TemplatePage
from meetings.units import access


class ConvenedMeetingStands(StateMoved):
    """People prepare for the agenda that they were sent: it is not changed under them."""


class NothingNew(Refusal):
    """The meeting has the edition that is published now."""


def adopt_template_change(*, meeting: MeetingPage, by: User, seen_version: int | None = None) -> MeetingPage:
    """Agenda, length and preparation of the published edition; what the unit has written itself is kept where its item
    is still there and open, and in any case what it did with the pauses: placed, moved, removed.

    Raises NotAllowed, ConvenedMeetingStands, NothingNew, ChangedMeanwhile.
    """
    if not access.of(by).may(Right.SHAPE_AGENDA, meeting.unit):
        raise NotAllowed(_("Only the unit's leaders can take over changes of the template."))
    with transaction.atomic():
        fresh = next_version(meeting, seen=seen_version, states=[MeetingState.PLANNED])
        if fresh is None:
            raise ConvenedMeetingStands(_("The meeting is convened, so its agenda stays as it was sent out."), meeting)
        change = template_change(fresh)
        if change is None:
            raise NothingNew(_("The meeting already follows the newest edition of the template."))
        before: TemplatePage = fresh.template_revision.as_object()
        after: TemplatePage = change.newest.as_object()
        _take_over_agenda(fresh, before, after)
        fresh.template_revision = change.newest
        fresh.total_minutes = after.total_minutes
        keep(fresh, by=by)
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


def _minutes(met: dict[str, Any], own: dict[str, Any], frame: dict[str, Any]) -> int:
    """The sum of the items that the unit meets, if its own times were kept."""
    return sum(
        (own[key] if value["is_open"] and _has_own_time(key, own, frame) else value)["minutes"] or 0
        for key, value in met.items()
    )


def _has_own_time(key: str, own: dict[str, Any], frame: dict[str, Any]) -> bool:
    return key in own and key in frame and own[key]["minutes"] != frame[key]["minutes"]


def _values(agenda: Any) -> dict[str, Any]:
    return {block.id: block.value for block in agenda if block.block_type == "item"}


def _take_over_preparation(meeting: MeetingPage, after: TemplatePage) -> None:
    """Steps that somebody has dated or concluded stay, whatever the template says now."""
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
