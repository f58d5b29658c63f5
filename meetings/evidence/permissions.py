"""Who may do what with one piece of evidence. Verbs refuse by these, pages show buttons by these."""

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.evidence.pages import EvidencePage
from meetings.meeting.enums import GATHERING_STATES
from meetings.meeting.pages import MeetingPage
from meetings.units import access


def may_add(user: AnyUser, meeting: MeetingPage) -> bool:
    return access.of(user).may(Right.ADD_EVIDENCE, meeting.unit)


def may_edit(user: AnyUser, evidence: EvidencePage) -> bool:
    """Leaders: everything of their unit. Others who gather: their own, as long as it is a draft."""
    person = access.of(user)
    if person.may(Right.EDIT_ALL_EVIDENCE, evidence.unit):
        return True
    own_draft = evidence.owner_id == user.pk and not evidence.is_shared
    return own_draft and person.may(Right.ADD_EVIDENCE, evidence.unit)


def may_share(user: AnyUser, evidence: EvidencePage) -> bool:
    return access.of(user).may(Right.SHARE_EVIDENCE, evidence.unit)


def is_open(evidence: EvidencePage) -> bool:
    """The content can still change: the meeting has not been held, the piece is neither withdrawn nor past its
    date."""
    return evidence.meeting.state in GATHERING_STATES and not evidence.is_hidden
