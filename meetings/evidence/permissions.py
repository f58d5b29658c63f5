"""Permissions on one piece of evidence, used by the actions to refuse and by pages to show buttons."""

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.evidence.models import Evidence
from meetings.meeting.pages import MeetingPage
from meetings.units import access


def may_add(user: AnyUser, meeting: MeetingPage) -> bool:
    return access.of(user).may(Right.ADD_EVIDENCE, meeting.unit)


def may_edit(user: AnyUser, evidence: Evidence) -> bool:
    """Return whether the user may. Leaders may edit everything of their unit; others who gather only their own, while
    it is a draft."""
    person = access.of(user)
    if person.may(Right.EDIT_ALL_EVIDENCE, evidence.unit):
        return True
    own_draft = evidence.owner_id == user.pk and not evidence.is_shared
    return own_draft and person.may(Right.ADD_EVIDENCE, evidence.unit)


def may_share(user: AnyUser, evidence: Evidence) -> bool:
    return access.of(user).may(Right.SHARE_EVIDENCE, evidence.unit)


def is_open(evidence: Evidence) -> bool:
    """Return whether the content can still change: `require_open`, asked for a button."""
    return not evidence.is_hidden and not evidence.is_seen_by_meeting and evidence.meeting.accepts_evidence
