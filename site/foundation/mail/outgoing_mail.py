"""One mail to one person, as the arguments of the task `send_mail`."""

import re
from dataclasses import dataclass, field
from uuid import uuid4


@dataclass(frozen=True, kw_only=True)
class OutgoingMail:
    """The text is in `body`, or in `secret` when it contains a key, such as a password reset link: the queue erases
    that argument as soon as the mail is sent."""

    to: str
    subject: str
    body: str = ""
    secret: str = ""
    to_name: str = ""
    from_name: str = ""
    reply_to: str = ""
    #: An iCalendar object (RFC 5545), empty for none.
    calendar: str = ""
    #: Further iCalendar objects, one event each, only attached as files.
    more_calendars: list[str] = field(default_factory=list)
    #: The part of Message-ID before the @. It is the same in every try, so that mail servers recognise a second copy.
    message_id: str = field(default_factory=lambda: uuid4().hex)

    @property
    def text(self) -> str:
        """What the mail says, whichever of the two holds it."""
        return self.body or self.secret

    @property
    def calendar_method(self) -> str:
        """METHOD of `calendar` (RFC 5546, 1.4), empty where there is none."""
        found = re.search(r"^METHOD:([A-Z]+)\r?$", self.calendar, re.MULTILINE)
        return found[1] if found else ""
