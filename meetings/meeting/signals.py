"""What other steps of the year hear of a meeting. Sent inside the transaction of the act, so that what they write
(mails in the outbox) stands or falls with it."""

from django.dispatch import Signal

#: A convened meeting got another time or place. Arguments: meeting, by, before (Appointment).
meeting_moved = Signal()
#: The people of a convened meeting changed. Arguments: meeting, by, added and removed (lists of Participant).
participants_changed = Signal()
#: A convened meeting was called off. Arguments: meeting, by, reason.
meeting_cancelled = Signal()
#: A meeting has its agenda from an edition of the template: it began, or took another edition over. Argument: meeting.
agenda_followed_template = Signal()
