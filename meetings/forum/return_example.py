"""Send a proposed example back to the unit."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from meetings.forum.enums import ExampleState
from meetings.forum.example_versions import bump_example_version
from meetings.forum.notifications import notify_returned
from meetings.forum.pages import ExamplePage
from meetings.moderation.decide_step import decide_step
from meetings.moderation.enums import Decision
from meetings.moderation.start_moderation import current_step
from meetings.units import access


def return_example(*, example: ExamplePage, reason: str, expected_version: int, by: User) -> ExamplePage:
    """Move PROPOSED to RETURNED; the unit reads the reason. For the head of area and editors. Raises NotAllowed,
    OwnSubmission, ReasonMissing, AlreadyDecided, AlreadyDone."""
    if not access.of(by).may(Right.CLEAR_EXAMPLE, example.unit):
        raise NotAllowed(_("The head of the area or an editor sends examples back."))
    with transaction.atomic():
        current = bump_example_version(
            example,
            expected_version=expected_version,
            states=(ExampleState.PROPOSED,),
            state=ExampleState.RETURNED,
            return_reason=reason.strip(),
        )
        step = current_step(current, by=by)
        decide_step(
            page=current,
            step=step,
            decision=Decision.RETURNED,
            expected_hash=str(expected_version),
            reason=reason,
            by=by,
        )
        audit.record("example.returned", current, by=by, unit_id=current.unit_id)
        notify_returned(current, by)
    return current
