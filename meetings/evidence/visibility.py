"""Access rules of evidence: unit → meeting → lederforum (the last through an example of its own)."""

from django.db.models import Exists, OuterRef, Q

from accounts.roles import Right
from media.enums import Audience
from meetings.evidence.models import Evidence
from meetings.evidence.visible_text import with_visible_text
from meetings.meeting.enums import CONVENED_STATES
from meetings.units import access
from meetings.units.access import NO_ROWS, Access


@access.rule("meetings.Evidence")
def evidence(access: Access) -> Q:
    """Drafts are seen by those who gather, shared evidence by those who see the meeting.

    Withdrawn evidence, and evidence past its date of deletion, is seen only by those who gather, as a placeholder.
    """
    shared = ~Q(audience=Audience.UNIT) & with_visible_text()
    return access.units_q(Right.SEE_DRAFT_EVIDENCE, "unit") | (shared & _sees_meeting(access))


def _sees_meeting(access: Access) -> Q:
    return access.units_q(Right.SEE_PLANNED_MEETING, "unit") | (
        Q(meeting__state__in=CONVENED_STATES) & access.units_q(Right.SEE_SHARED_EVIDENCE, "unit")
    )


@access.rule("media.Objection")
def objections(access: Access) -> Q:
    """Those who may register objections in the unit: its leaders, the head of area, the administrators."""
    within = Evidence.objects.filter(access.units_q(Right.TAKE_OBJECTION, "unit"), pk=OuterRef("evidence"))
    return Q(Exists(within)) if access.has(Right.TAKE_OBJECTION) else NO_ROWS


@access.rule("meetings.Dataset")
def dataset(access: Access) -> Q:
    """Figures are seen where their evidence is seen, unless it is withdrawn.

    Nobody gets access to them through the leader forum, and a board member only sees the figures of the own unit: so
    test results stay where § 55 b of the Folkeskole Act allows them.
    """
    shared = ~Q(evidence__audience=Audience.UNIT)
    return with_visible_text("evidence__") & (
        access.units_q(Right.SEE_DRAFT_EVIDENCE, "unit") | (shared & _sees_meeting(access))
    )
