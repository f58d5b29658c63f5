"""What happened to minutes, for slices above this one. Sent inside the transaction of the act."""

from django.dispatch import Signal

#: sender MinutesPage; record (ApprovalRecord), by (User), today (date). A receiver that fails undoes the approval.
minutes_approved = Signal()
