"""Store an answer that a calendar program sent by mail."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from foundation.mail.mail_address import UnsendableAddress, ascii_address
from meetings.convening.replies.calendar_reply import parse_calendar_reply
from meetings.convening.replies.links import waits_for_replies
from meetings.convening.replies.reply_to_invitation import reply_to_invitation
from meetings.meeting.enums import Reply
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.meeting.participants.invited import InvitedPerson

_UID = re.compile(r"(?P<kind>[a-z]+)-(?P<key>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})@laeringsrum")

P = TypeVar("P", bound=InvitedPerson)


@dataclass(frozen=True)
class CalendarEvent(Generic[P]):
    """What an invitation with a calendar file was to, while it waits for answers: the SEQUENCE of its latest version,
    who is invited, and what stores the answer of one of them."""

    sequence: int
    people: Iterable[P]
    store: Callable[[P, Reply, datetime], object]


#: From the key in the UID of a calendar object to its event; None when there is none that waits for answers now.
FindEvent = Callable[[str, datetime], "CalendarEvent[Any] | None"]
_events: dict[str, FindEvent] = {}


def register_calendar_event(kind: str) -> Callable[[FindEvent], FindEvent]:
    """Register, as a decorator, how events are found whose UID begins with `kind`."""

    def declare(find: FindEvent) -> FindEvent:
        _events[kind] = find
        return find

    return declare


def store_calendar_reply(mail: bytes, *, now: datetime) -> bool:
    """Store the answer in `mail` for the person with the sender's address. Return whether it was one to store.

    It is believed as far as its sender, who could write any address: it says whether that person comes to that event,
    and nothing else. An answer to an earlier date or place, and one older than the answer that is stored, are left out.
    """
    found = parse_calendar_reply(mail)
    uid = _UID.fullmatch(found.uid) if found else None
    find = _events.get(uid["kind"]) if uid else None
    event = find(uid["key"], now) if find and uid else None
    if found is None or event is None or found.sequence < event.sequence:
        return False
    person = next((one for one in event.people if _same(one.email, found.email)), None)
    if person is None or (person.replied_at and found.made_at and found.made_at <= person.replied_at):
        return False
    event.store(person, found.reply, now)
    return True


@register_calendar_event("dialogmoede")
def _meeting(key: str, now: datetime) -> CalendarEvent[Participant] | None:
    meeting = MeetingPage.objects.select_related("unit").filter(translation_key=key).first()
    if meeting is None or not waits_for_replies(meeting, now):
        return None
    return CalendarEvent(meeting.invitation_sequence, meeting.participants.all(), _store)


def _store(participant: Participant, reply: Reply, now: datetime) -> None:
    reply_to_invitation(participant=participant, reply=reply, note=participant.reply_note, now=now)


def _same(email: str, sent_by: str) -> bool:
    try:
        return sent_by in {email.casefold(), ascii_address(email).casefold()}
    except UnsendableAddress:
        return False
