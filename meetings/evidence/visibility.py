"""Who may see evidence: unit → meeting → lederforum (the last through an example of its own)."""

from django.db.models import Q

from accounts.roles import Right
from media.enums import Audience
from meetings.evidence.pages import EvidencePage
from meetings.evidence.visible_text import with_visible_text
from meetings.meeting.enums import CONVENED_STATES
from meetings.units import access
from meetings.units.access import Access


@access.rule("meetings.EvidencePage")
def evidence(person: Access) -> Q:
    """A draft is seen by those who gather; what is shared, by those who see the meeting. Withdrawn, or past its
    date of deletion: by nobody else than those who gather, as a placeholder."""
    shared = ~Q(audience=Audience.UNIT) & with_visible_text()
    sees_meeting = person.units_q(Right.SEE_PLANNED_MEETING, "unit") | (
        Q(meeting__state__in=CONVENED_STATES) & person.units_q(Right.SEE_SHARED_EVIDENCE, "unit")
    )
    return person.units_q(Right.SEE_DRAFT_EVIDENCE, "unit") | (shared & sees_meeting)


@access.rule("media.Objection")
def objections(person: Access) -> Q:
    """Those who may register one: the unit's leaders, the head of area, the administrators."""
    within = EvidencePage.objects.filter(person.units_q(Right.TAKE_OBJECTION, "unit"))
    return Q(page__in=within.values("pk")) if person.has(Right.TAKE_OBJECTION) else access.NOBODY


@access.rule("meetings.Dataset")
def dataset(person: Access) -> Q:
    """Figures are seen where their evidence is, as long as it is not withdrawn. Nobody has a right to them through the
    leader forum, and a board's member only sees the own unit's: so test results stay where § 55 b of the Folkeskole Act
    lets them be."""
    shared = ~Q(evidence__audience=Audience.UNIT)
    sees_meeting = person.units_q(Right.SEE_PLANNED_MEETING, "unit") | (
        Q(meeting__state__in=CONVENED_STATES) & person.units_q(Right.SEE_SHARED_EVIDENCE, "unit")
    )
    return with_visible_text("evidence__") & (
        person.units_q(Right.SEE_DRAFT_EVIDENCE, "unit") | (shared & sees_meeting)
    )
