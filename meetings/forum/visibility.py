"""Access rules for the lederforum and its examples."""

from django.db.models import Q

from accounts.roles import Right
from meetings.forum.days.visibility import on_days_invited_to
from meetings.forum.enums import ON_THE_WAY
from meetings.forum.visible_examples import shown_to_leaders
from meetings.units import access
from meetings.units.access import Access


@access.rule("meetings.ForumPage")
def forum(person: Access) -> Q:
    return access.ALL_ROWS if person.has(Right.SEE_FORUM) else access.NO_ROWS


@access.rule("meetings.ExamplePage")
def example(person: Access) -> Q:
    """Every leader sees cleared examples, unless they are based on confidential figures, and whoever is invited to a
    forum day those in its programme; archived and superseded ones too. Others are seen by the unit that proposed them
    and, while proposed or planned, by those who clear."""
    cleared = shown_to_leaders() & (access.ALL_ROWS if person.has(Right.SEE_FORUM) else on_days_invited_to(person))
    return (
        cleared
        | person.units_q(Right.PROPOSE_EXAMPLE, "unit")
        | (Q(state__in=ON_THE_WAY) & person.units_q(Right.CLEAR_EXAMPLE, "unit"))
    )
