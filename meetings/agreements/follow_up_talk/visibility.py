"""Access rules of follow-up talks: agreement holder, head of area and consultants of the unit, nobody else."""

from django.db.models import Q

from accounts.roles import Right
from meetings.units import access
from meetings.units.access import Access


@access.rule("meetings.FollowUpTalk")
def follow_up_talk(access: Access) -> Q:
    return access.units_q(Right.FOLLOW_UP_TALK, "meeting__unit")


@access.rule("meetings.TalkLine")
def talk_line(access: Access) -> Q:
    return access.units_q(Right.FOLLOW_UP_TALK, "talk__meeting__unit")
