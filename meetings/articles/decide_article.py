"""Approve an article that another editor has submitted, or send it back."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import Conflict, NotAllowed, Refusal
from media.media_item import MediaItem
from meetings.articles.files.readiness import reasons_against
from meetings.articles.notifications import notify_decided
from meetings.articles.pages import ArticlePage
from meetings.articles.stored_body import file_numbers
from meetings.moderation.decide_step import decide_step
from meetings.moderation.enums import Decision
from meetings.units import access


class NothingToDecide(Conflict):
    """The text that was read awaits no decision any more."""


class FilesNotReady(Refusal):
    """A file of the article may not be shown any more."""


def waiting_step(article: ArticlePage) -> TaskState | None:
    """The step at which the article waits for another editor."""
    step: TaskState | None = article.current_workflow_task_state
    return step if step is not None and step.status == TaskState.STATUS_IN_PROGRESS else None


def decide_article(*, article: ArticlePage, revision: int, decision: Decision, reason: str, by: User) -> None:
    """Record `decision` about the `revision` that was read. Approval publishes it, at the moment it is scheduled for.

    Raises NotAllowed, OwnSubmission, ReasonMissing, FilesNotReady, and Conflict (NothingToDecide, AlreadyDecided).
    """
    if not access.of(by).has(Right.EDIT_ARTICLES):
        raise NotAllowed(_("Only editors approve articles or send them back."))
    with transaction.atomic():
        page = ArticlePage.objects.get(pk=article.pk)
        step = waiting_step(page)
        if step is None or not revision == step.revision_id == page.latest_revision_id:
            raise NothingToDecide(_("The article was approved, sent back or changed meanwhile. Look at it again."))
        if decision == Decision.APPROVED:
            _require_files(step.revision.as_object())
        sent_by = step.workflow_state.requested_by
        decide_step(page=page, step=step, decision=decision, seen=str(revision), reason=reason, by=by)
        audit.record(f"article.{decision.value}", page, by=by, revision=revision)
        notify_decided(page, decision, sent_by=sent_by, by=by)


def publish_article(*, revision_id: int, by: User) -> None:
    """What approval of the last step means, in the transaction of the decision."""
    Revision.objects.get(pk=revision_id).publish(user=by, skip_permission_checks=True)


def _require_files(article: ArticlePage) -> None:
    """Again, as days may lie between submission and decision. Raises FilesNotReady."""
    for item in MediaItem.objects.of_editors().filter(pk__in=file_numbers(article.body)).order_by("pk"):
        if reasons := reasons_against(item):
            raise FilesNotReady(reasons[0])
