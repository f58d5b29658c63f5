"""Store an answer that a calendar program sent by mail."""

import re
from datetime import datetime

from foundation.mail.mail_address import Unsendable, ascii_address
from meetings.convening.replies.calendar_reply import parse_calendar_reply
from meetings.convening.replies.links import waits_for_replies
from meetings.convening.replies.reply_to_invitation import reply_to_invitation
from meetings.meeting.pages import MeetingPage

_UID = re.compile(r"dialogmoede-(?P<key>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})@laeringsrum")


def take_calendar_reply(mail: bytes, *, now: datetime) -> bool:
    """Store the answer in `mail` for the participant with the sender's address. Return whether it was one to store.

    It is believed as far as its sender, who could write any address: it says whether that participant of that meeting
    comes, and nothing else. An answer to an earlier date or place, and one older than the answer that is stored, are
    left out.
    """
    found = parse_calendar_reply(mail)
    uid = _UID.fullmatch(found.uid) if found else None
    if found is None or uid is None:
        return False
    meeting = MeetingPage.objects.select_related("unit").filter(translation_key=uid["key"]).first()
    if meeting is None or not waits_for_replies(meeting, now) or found.sequence < meeting.invitation_sequence:
        return False
    participant = next((one for one in meeting.participants.all() if _same(one.email, found.email)), None)
    if participant is None:
        return False
    if participant.replied_at and found.made_at and found.made_at <= participant.replied_at:
        return False
    reply_to_invitation(participant=participant, reply=found.reply, note=participant.reply_note, now=now)
    return True


def _same(email: str, sent_by: str) -> bool:
    try:
        return sent_by in {email.casefold(), ascii_address(email).casefold()}
    except Unsendable:
        return False
