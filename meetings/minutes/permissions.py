"""Who may send minutes for approval."""

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.minutes.pages import MinutesPage
from meetings.units import access


def may_submit(user: AnyUser, minutes: MinutesPage) -> bool:
    """Return whether the user may: the agreement holder, and whoever they named, as long as that person writes the
    minutes of the unit."""
    person = access.of(user)
    if person.may(Right.SUBMIT_MINUTES, minutes.unit):
        return True
    is_named = user.pk is not None and minutes.sender_id == user.pk
    return is_named and person.may(Right.WRITE_MINUTES, minutes.unit)
