"""Decide about a page that an editor has submitted in the Wagtail admin: a template or an article."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Revision, TaskState

from accounts.user import User
from foundation import audit
from foundation.errors import Conflict
from meetings.moderation.decide_step import decide_step
from meetings.moderation.enums import Decision
from meetings.moderation.pages import ModeratedPage

Submitted = TypeVar("Submitted", bound=ModeratedPage)


class NothingToDecide(Conflict):
    """The text that was read awaits no decision any more."""


def waiting_step(page: ModeratedPage) -> TaskState | None:
    """Return the step at which the page waits for another editor."""
    step: TaskState | None = page.current_workflow_task_state
    return step if step is not None and step.status == TaskState.STATUS_IN_PROGRESS else None


def submitted_page(step: TaskState, kind: type[Submitted]) -> Submitted | None:
    """Return the page submitted at `step`, if it is of `kind`; no other page is read from the database."""
    model = ContentType.objects.get_for_id(step.revision.content_type_id).model_class()
    return step.revision.content_object if model is kind else None


P = TypeVar("P", bound=ModeratedPage)


def decide_submission(
    *,
    page: P,
    revision: int,
    decision: Decision,
    reason: str,
    by: User,
    changed: str,
    check: Callable[[P], None],
    tell: Callable[..., None],
) -> None:
    """Record `decision` about the `revision` that was read, in one transaction. The caller has checked the right.

    `check(page)` gets the submitted page before it is approved, and raises a Refusal if it may not be published.
    `tell(page, decision, sent_by=, by=)` tells the submitter. `changed` is the message of NothingToDecide.
    Raises NotAllowed, OwnSubmission, ReasonMissing, what `check` raises, NothingToDecide, AlreadyDecided.
    """
    with transaction.atomic():
        current = type(page)._default_manager.get(pk=page.pk)
        step = waiting_step(current)
        if step is None or not revision == step.revision_id == current.latest_revision_id:
            raise NothingToDecide(changed)
        if decision == Decision.APPROVED:
            check(step.revision.as_object())
        sent_by = step.workflow_state.requested_by
        decide_step(page=current, step=step, decision=decision, expected_hash=str(revision), reason=reason, by=by)
        audit.record(f"{page.moderated_kind.value}.{decision.value}", current, by=by, revision=revision)
        tell(current, decision, sent_by=sent_by, by=by)


def publish_submission(*, revision_id: int, by: User) -> None:
    """Publish what the last step approved, in the transaction of the decision."""
    Revision.objects.get(pk=revision_id).publish(user=by, skip_permission_checks=True)
