"""Change a meeting's agenda: local topics, pauses, and minutes within the length of the meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal, Refusals
from meetings.meeting.agenda import AgendaItem, agenda_of, planned_minutes
from meetings.meeting.enums import OPEN_STATES
from meetings.meeting.item import MeetingItem, update_items
from meetings.meeting.meeting_versions import StateHasChanged, bump_meeting_version, save_meeting_revision
from meetings.meeting.pages import MeetingPage
from meetings.meeting.pauses import Pause, pauses_of, with_pauses
from meetings.units import access

MAX_TOPIC_LENGTH = 300  # as in the template's blocks
MAX_TOPICS = 20
MAX_PAUSES = 8
MAX_PAUSE_MINUTES = 120  # minutes


@dataclass(frozen=True)
class ItemChange:
    """The unit's changes to one open item. `minutes` None is the template's time."""

    minutes: int | None
    local_topics: Sequence[str] = field(default=())

    def topics(self) -> list[str]:
        """Return the topics, stripped, without empty ones."""
        return [topic.strip() for topic in self.local_topics if topic.strip()]


class AgendaClosed(StateHasChanged):
    """The meeting has been held or is cancelled."""


class LockedItem(Refusal):
    """The unit may not change the item; the message says who owns it."""


class AgendaTooLong(Refusal):
    """The items take more time than the meeting has."""


class TopicTooLong(Refusal):
    """A local topic is too long, or an item has too many of them."""


class PauseRefused(Refusal):
    """A pause has no valid length or place, or there are too many."""


def change_agenda(
    *,
    meeting: MeetingPage,
    changes: Mapping[str, ItemChange],
    expected_version: int | None,
    by: User,
    pauses: Sequence[Pause] | None = None,
) -> MeetingPage:
    """Apply `changes`, by the item's block id, and replace the pauses.

    `pauses` is the complete list, including those of the template: others are removed. None leaves them unchanged.
    Raises NotAllowed, AgendaClosed, LockedItem, AgendaTooLong, TopicTooLong, PauseRefused, ChangedMeanwhile.
    """
    if not access.of(by).may(Right.SHAPE_AGENDA, meeting.unit):
        raise NotAllowed(_("Only the unit's leaders can change the agenda."))
    with transaction.atomic():
        fresh = bump_meeting_version(meeting, expected_version=expected_version, states=OPEN_STATES)
        if fresh is None:
            raise AgendaClosed(_("The agenda can no longer be changed: the meeting is held or cancelled."), meeting)
        before = planned_minutes(agenda_of(fresh))
        refusals, rows = Refusals(), list[MeetingItem]()
        for item in agenda_of(fresh):
            with refusals.collect():
                if item.row and item.id in changes and _apply(item, item.row, changes[item.id]):
                    rows.append(item.row)
        if pauses is not None:
            with refusals.collect():
                _place(fresh, pauses)
        with refusals.collect():
            _fits(fresh, before)
        refusals.raise_any()
        update_items(rows, "planned_minutes")
        save_meeting_revision(fresh, by=by)
        audit.record("meeting.agenda_shaped", fresh, by=by, unit_id=fresh.unit_id, items=len(rows))
    return fresh


def _apply(item: AgendaItem, row: MeetingItem, change: ItemChange) -> bool:
    """Write the topics into the block and the time into the row, unsaved. Return whether there was a change.

    Raises LockedItem, TopicTooLong.
    """
    topics = change.topics()
    if (change.minutes or 0, topics) == (item.minutes or 0, item.local_topics):
        return False
    if not item.is_open:
        raise LockedItem(
            _("“%(item)s” cannot be changed here. %(owner)s") % {"item": item.title, "owner": item.locked_by}
        )
    if any(len(topic) > MAX_TOPIC_LENGTH for topic in topics) or len(topics) > MAX_TOPICS:
        raise TopicTooLong(
            _("“%(item)s”: write at most %(count)s topics of at most %(length)s characters, one on each line.")
            % {"item": item.title, "count": MAX_TOPICS, "length": MAX_TOPIC_LENGTH},
            field=item.id,
        )
    row.planned_minutes = None if change.minutes == item.value["minutes"] else change.minutes
    item.value["local_topics"] = topics
    return True


def _place(meeting: MeetingPage, pauses: Sequence[Pause]) -> None:
    """Replace the meeting's pauses. Existing ones keep their block, and may keep a length outside the limits."""
    was = {pause.id: pause for pause in pauses_of(meeting)}
    places = {item.id for item in agenda_of(meeting) if not item.is_break} | {""}
    known, left = [], dict(was)
    for pause in pauses:
        before = left.pop(pause.id, None)
        has_length = 1 <= pause.minutes <= MAX_PAUSE_MINUTES or (before is not None and pause.minutes == before.minutes)
        if not has_length or pause.after not in places:
            raise PauseRefused(
                _("A pause lasts from 1 to %(longest)s minutes and comes after an item.")
                % {"longest": MAX_PAUSE_MINUTES}
            )
        known.append(replace(pause, id=before.id if before else ""))
    if len(pauses) > max(MAX_PAUSES, len(was)):
        raise PauseRefused(_("There can be at most %(count)s pauses.") % {"count": MAX_PAUSES})
    meeting.agenda = with_pauses(meeting.agenda, known, without=was)


def _fits(meeting: MeetingPage, before: int) -> None:
    """Raise AgendaTooLong if the agenda exceeds the meeting, unless it did already (`before`) and got no longer."""
    after = planned_minutes(agenda_of(meeting))
    if after > meeting.total_minutes and after > before:
        raise AgendaTooLong(
            _(
                "Items and pauses take %(sum)s minutes together, but the meeting lasts %(total)s, pauses included. "
                "Take %(over)s minutes from an open item or a pause."
            )
            % {"sum": after, "total": meeting.total_minutes, "over": after - meeting.total_minutes}
        )
