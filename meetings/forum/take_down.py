"""Take an example down from the lederforum."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, ReasonMissing
from meetings.forum.building.sources import source_evidence
from meetings.forum.enums import CLEARED_STATES, ExampleState
from meetings.forum.example_versions import bump_example_version
from meetings.forum.notifications import notify_taken_down
from meetings.forum.pages import ExamplePage
from meetings.forum.revoke_clearance import back_to_meeting
from meetings.forum.showing.unlist import may_unlist


def take_down(*, example: ExamplePage, reason: str, expected_version: int, by: User) -> ExamplePage:
    """Move what is cleared, planned ones too, to TAKEN_DOWN: from the next request no leader finds it or its files.
    Raises NotAllowed, ReasonMissing, AlreadyDone."""
    if not may_unlist(by, example):
        raise NotAllowed(_("The unit's leaders, the head of the area or an editor take an example down."))
    if not reason.strip():
        raise ReasonMissing(_("Write why the example is taken down."), field="reason")
    with transaction.atomic():
        current = bump_example_version(
            example, expected_version=expected_version, states=CLEARED_STATES, state=ExampleState.TAKEN_DOWN,
            live=False, go_live_at=None, return_reason=reason.strip(),
        )  # fmt: skip
        current.unschedule()
        back_to_meeting([piece.pk for piece in source_evidence(current)])
        audit.record("example.taken_down", current, by=by, unit_id=current.unit_id)
        notify_taken_down(current, by)
    return current
