"""Clear an example for all leaders."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusals
from media.enums import Audience
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.confidentiality import require_not_confidential
from meetings.forum.chosen_media import require_still_allowed
from meetings.forum.enums import ExampleState
from meetings.forum.example_versions import save_with_revision, take_example_version
from meetings.forum.notifications import notify_cleared
from meetings.forum.pages import ExamplePage
from meetings.units import access


def clear_example(*, example: ExamplePage, seen: int, by: User) -> ExamplePage:
    """Move PROPOSED to CLEARED, after checking every photo and film again. For the head of area and editors.

    Raises NotAllowed, NotForTheForum, ConfidentialFigures, ActedMeanwhile; then nothing is shown.
    """
    if not access.of(by).may(Right.CLEAR_EXAMPLE, example.unit):
        raise NotAllowed(_("The chef of the area or an editor clears examples."))
    with transaction.atomic():
        current = take_example_version(
            example, seen=seen, states=(ExampleState.PROPOSED,), state=ExampleState.CLEARED, cleared_by=by,
            cleared_at=timezone.now(),
        )  # fmt: skip
        wrong = Refusals()
        with wrong.collect():
            require_still_allowed(current)
        with wrong.collect():
            require_not_confidential(current.evidence)
        wrong.raise_any()
        save_with_revision(current, by=by).publish(user=by, skip_permission_checks=True)
        if current.media and current.evidence_id:
            Evidence.objects.filter(pk=current.evidence_id).update(audience=Audience.LEADER_FORUM)
        audit.record("example.cleared", current, by=by, unit_id=current.unit_id)
        notify_cleared(current)
    return ExamplePage.objects.get(pk=current.pk)
