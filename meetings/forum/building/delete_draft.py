"""Delete the draft of an example."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from meetings.forum.enums import ExampleState
from meetings.forum.example_versions import bump_example_version
from meetings.forum.pages import ExamplePage
from meetings.units import access


def delete_draft(*, example: ExamplePage, expected_version: int, by: User) -> None:
    """Delete a DRAFT with its revisions; what it was built from stays. Raises NotAllowed, AlreadyDone."""
    if not access.of(by).may(Right.PROPOSE_EXAMPLE, example.unit):
        raise NotAllowed(_("Only the unit's leaders change its example."))
    with transaction.atomic():
        current = bump_example_version(example, expected_version=expected_version, states=(ExampleState.DRAFT,))
        audit.record("example.discarded", current, by=by, unit_id=current.unit_id)
        current.delete()
