"""What stands in the year."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryKind(models.TextChoices):
    MEETING = "meeting", _("Dialogue meeting")
    PREPARATION = "preparation", _("Preparation meeting")
    DEADLINE = "deadline", _("Deadline")
    FORUM_DAY = "forum_day", _("Forum day")
    FOLLOW_UP_TALK = "follow_up_talk", _("Follow-up talk")
    BLOCKED = "blocked", _("Blocked by you")


#: For links to one kind.
PLURALS = {
    EntryKind.MEETING: _("Dialogue meetings"),
    EntryKind.PREPARATION: _("Preparation meetings"),
    EntryKind.DEADLINE: _("Deadlines"),
    EntryKind.FORUM_DAY: _("Forum days"),
    EntryKind.FOLLOW_UP_TALK: _("Follow-up talks"),
    EntryKind.BLOCKED: _("Blocked by you"),
}
