"""Who sees what units say of the examples that they have tried."""

from django.db.models import Q

from accounts.roles import Right
from meetings.forum.visible_examples import shown_to_leaders
from meetings.units import access
from meetings.units.access import NO_ROWS, Access


@access.rule("meetings.Trial")
def trial(access: Access) -> Q:
    """Everybody in the lederforum, while the example is shown there; a unit's leaders always their own. Not those who
    see the example only because they are invited to a forum day."""
    shown = shown_to_leaders("example") if access.has(Right.SEE_FORUM) else NO_ROWS
    return shown | access.units_q(Right.PROPOSE_EXAMPLE, "unit")
