"""The unit makes the agenda its own: local topics, pauses, and minutes within the length of the meeting."""

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
from meetings.meeting.pages import MeetingPage
from meetings.meeting.pauses import Pause, pauses_of, with_pauses
from meetings.meeting.versions import StateMoved, keep, next_version
from meetings.units import access

LONGEST_TOPIC = 300  # as in the template's blocks
MOST_TOPICS = 20
MOST_PAUSES = 8
LONGEST_PAUSE = 120  # minutes


@dataclass(frozen=True)
class ItemChange:
    """What the unit wants of one open item. `minutes` None leaves an item without a time of its own."""

    minutes: int | None
    local_topics: Sequence[str] = field(default=())

    def topics(self) -> list[str]:
        """One line each, without the empty ones."""
        return [topic.strip() for topic in self.local_topics if topic.strip()]


class AgendaClosed(StateMoved):
    """The meeting has been held or is cancelled."""


class LockedItem(Refusal):
    """The item is not the unit's to change; the message says whose it is."""


class AgendaTooLong(Refusal):
    """The items take more time than the meeting has."""


class TopicTooLong(Refusal):
    """A local topic is a line, not a text; and there is a limit to how many one item can hold."""


class PauseRefused(Refusal):
    """A pause without a length, after nothing, or too many of them."""


def change_agenda(
    *,
    meeting: MeetingPage,
    changes: Mapping[str, ItemChange],
    seen_version: int | None,
    by: User,
    pauses: Sequence[Pause] | None = None,
) -> MeetingPage:
    """`changes` by the item's block id; items left out stay as they are. `pauses` is the whole list of pauses, those of
    the template too: what is not in it is removed. None leaves them as they are.

    Raises NotAllowed, AgendaClosed, LockedItem, AgendaTooLong, TopicTooLong, PauseRefused, ChangedMeanwhile.
    """
    if not access.of(by).may(Right.SHAPE_AGENDA, meeting.unit):
        raise NotAllowed(_("Only the unit's leaders can shape the agenda."))
    with transaction.atomic():
        fresh = next_version(meeting, seen=seen_version, states=OPEN_STATES)
        if fresh is None:
            raise AgendaClosed(_("The agenda can no longer be changed: the meeting is held or cancelled."), meeting)
        before = planned_minutes(agenda_of(fresh))
        items = {item.id: item for item in agenda_of(fresh)}
        wrong, changed = Refusals(), 0
        for item_id in (one for one in changes if one in items):
            with wrong.collect():
                changed += _apply(items[item_id], changes[item_id])
        if pauses is not None:
            with wrong.collect():
                _place(fresh, pauses)
        with wrong.collect():
            _fits(fresh, before)
        wrong.raise_any()
        keep(fresh, by=by)
        audit.record("meeting.agenda_shaped", fresh, by=by, unit_id=fresh.unit_id, items=changed)
    return fresh


def _apply(item: AgendaItem, change: ItemChange) -> bool:
    """Writes the change into the block. True when there was one."""
    topics = change.topics()
    if (change.minutes or 0, topics) == (item.minutes or 0, item.local_topics):
        return False
    if not item.is_open:
        raise LockedItem(
            _("“%(item)s” cannot be changed here. %(owner)s") % {"item": item.title, "owner": item.locked_by}
        )
    if any(len(topic) > LONGEST_TOPIC for topic in topics) or len(topics) > MOST_TOPICS:
        raise TopicTooLong(
            _("“%(item)s”: write at most %(count)s topics of at most %(length)s characters, one on each line.")
            % {"item": item.title, "count": MOST_TOPICS, "length": LONGEST_TOPIC},
            field=item.id,
        )
    item.value["minutes"] = change.minutes
    item.value["local_topics"] = topics
    return True


def _place(meeting: MeetingPage, pauses: Sequence[Pause]) -> None:
    """A pause that is there already stays the same block, wherever it goes, and may keep its length whatever it is."""
    was = {pause.id: pause for pause in pauses_of(meeting)}
    places = {item.id for item in agenda_of(meeting) if not item.is_break} | {""}
    known, left = [], dict(was)
    for pause in pauses:
        before = left.pop(pause.id, None)
        has_length = 1 <= pause.minutes <= LONGEST_PAUSE or (before is not None and pause.minutes == before.minutes)
        if not has_length or pause.after not in places:
            raise PauseRefused(
                _("A pause lasts from 1 to %(longest)s minutes and stands after an item.") % {"longest": LONGEST_PAUSE}
            )
        known.append(replace(pause, id=before.id if before else ""))
    if len(pauses) > max(MOST_PAUSES, len(was)):
        raise PauseRefused(_("There is room for at most %(count)s pauses.") % {"count": MOST_PAUSES})
    meeting.agenda = with_pauses(meeting.agenda, known, without=was)


def _fits(meeting: MeetingPage, before: int) -> None:
    """A template may ask for more than its own length; the unit never makes that worse."""
    after = planned_minutes(agenda_of(meeting))
    if after > meeting.total_minutes and after > before:
        raise AgendaTooLong(
            _(
                "Items and pauses take %(sum)s minutes together, but the meeting lasts %(total)s, pauses included. "
                "Take %(over)s minutes from an open item or a pause."
            )
            % {"sum": after, "total": meeting.total_minutes, "over": after - meeting.total_minutes}
        )
