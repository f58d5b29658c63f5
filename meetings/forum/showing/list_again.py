"""List an archived or superseded example again."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from meetings.forum.enums import UNLISTED_STATES, ExampleState
from meetings.forum.example_versions import bump_example_version
from meetings.forum.pages import ExamplePage
from meetings.units import access


def list_again(*, example: ExamplePage, expected_version: int, by: User) -> ExamplePage:
    """Move ARCHIVED or SUPERSEDED back to CLEARED: its text is the one that was cleared. For the head of area and
    editors, as for the clearance. Raises NotAllowed, AlreadyDone."""
    if not access.of(by).may(Right.CLEAR_EXAMPLE, example.unit):
        raise NotAllowed(_("The head of the area or an editor lists the example again."))
    with transaction.atomic():
        current = bump_example_version(
            example, expected_version=expected_version, states=UNLISTED_STATES, state=ExampleState.CLEARED,
            superseded_by=None, return_reason="",
        )  # fmt: skip
        audit.record("example.listed_again", current, by=by, unit_id=current.unit_id)
    return current
