"""Access rules for the lederforum and its examples."""

from django.db.models import Q

from accounts.roles import Right
from meetings.forum.days.visibility import on_days_invited_to
from meetings.forum.enums import ON_THE_WAY
from meetings.forum.visible_examples import shown_to_leaders
from meetings.units import access
from meetings.units.access import ALL_ROWS, NO_ROWS, Access


@access.rule("meetings.ForumPage")
def forum(access: Access) -> Q:
    return ALL_ROWS if access.has(Right.SEE_FORUM) else NO_ROWS


@access.rule("meetings.ExamplePage")
def example(access: Access) -> Q:
    """Every leader sees cleared examples, unless they are based on confidential figures, and whoever is invited to a
    forum day those in its programme; archived and superseded ones too. Others are seen by the unit that proposed them
    and, while proposed or planned, by those who clear."""
    cleared = shown_to_leaders() & (ALL_ROWS if access.has(Right.SEE_FORUM) else on_days_invited_to(access))
    return (
        cleared
        | access.units_q(Right.PROPOSE_EXAMPLE, "unit")
        | (Q(state__in=ON_THE_WAY) & access.units_q(Right.CLEAR_EXAMPLE, "unit"))
    )
