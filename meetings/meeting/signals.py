"""Signals of a meeting, sent within the action's transaction, so that what receivers write (queued mails) is committed
or rolled back with it."""

from django.dispatch import Signal

#: The time or place of a meeting was changed, convened or not. Arguments: meeting, by, before (Appointment), and steps:
#: primary keys of preparation steps that are to move with it.
meeting_moved = Signal()
#: The participants of a convened meeting changed. Arguments: meeting, by, added and removed (lists of Participant).
participants_changed = Signal()
#: A meeting was cancelled. Arguments: meeting, by, reason, was_convened.
meeting_cancelled = Signal()
#: A meeting got its agenda from an edition of the template, when created or updated to it. Argument: meeting.
agenda_followed_template = Signal()
#: A meeting was held, noted on its page or by ending its screen. Arguments: meeting, by.
meeting_held = Signal()
