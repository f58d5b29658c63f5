"""Signals of minutes, for packages that import this one. Sent inside the transaction of the action."""

from django.dispatch import Signal

#: sender MinutesPage; record (ApprovalRecord), by (User), today (date). If a receiver raises, approval is undone.
minutes_approved = Signal()
