"""What editors are told about pages that they submit, and that another editor decides about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from wagtail.models import WorkflowState

from accounts.roles import Right
from accounts.user import User
from meetings.moderation.enums import Decision
from meetings.moderation.pages import ModeratedPage
from meetings.notifications.kinds import Kind, Message, news, obligation
from meetings.notifications.models import Notification
from meetings.notifications.notify import notify
from meetings.units.right_holders import users_with


@dataclass(frozen=True)
class SubmissionKinds:
    """The kinds of messages about the pages of one model, which those with `right` write and approve."""

    right: Right
    submitted: Kind
    returned: Kind
    approved: Kind

    def notify_submitted(self, page: ModeratedPage, by: User | None) -> None:
        """Tell the other editors."""
        notify(self.submitted, page.pk, users_with(self.right, timezone.localdate()), by=by)

    def notify_decided(self, page: ModeratedPage, decision: Decision, *, sent_by: User | None, by: User) -> None:
        """Tell the editor who sent it."""
        kind = self.approved if decision == Decision.APPROVED else self.returned
        notify(kind, page.pk, [sent_by] if sent_by else [], by=by)


P = TypeVar("P", bound=ModeratedPage)


def submission_kinds(
    model: type[P],
    templates: tuple[str, str, str],
    right: Right,
    *,
    approves: Promise,
    sent: Promise,
    facts: Callable[[P], Mapping[str, object]],
    decide_path: Callable[[P], str],
) -> SubmissionKinds:
    """Register the kinds of mails about what is submitted, returned and approved, named by their `templates`.

    `approves` and `sent` say why one gets the mails of an approver and of a submitter; `facts(page)` are for the
    templates; `decide_path(page)` is where it is decided.
    """

    of_submitted, of_returned, of_approved = templates

    def at(notification: Notification, status: str) -> P | None:
        """The page, if its workflow is at `status` now."""
        page = model._default_manager.filter(pk=notification.about).first()
        state = page.current_workflow_state if page else None
        return page if state is not None and state.status == status else None

    @obligation(of_submitted, right, reason=approves)
    def submitted(notification: Notification) -> Message | None:
        page = at(notification, WorkflowState.STATUS_IN_PROGRESS)
        if page is None:
            return None
        return Message(unit=None, path=decide_path(page), by=notification.by, facts=facts(page))

    @obligation(of_returned, right, reason=sent)
    def returned(notification: Notification) -> Message | None:
        page = at(notification, WorkflowState.STATUS_NEEDS_CHANGES)
        if page is None:
            return None
        path = reverse("wagtailadmin_pages:edit", args=[page.pk])
        reason = page.current_workflow_state.current_task_state.comment
        return Message(unit=None, path=path, by=notification.by, facts={**facts(page), "reason": reason})

    @news(of_approved, right, reason=sent)
    def approved(notification: Notification) -> Message | None:
        page = model._default_manager.filter(pk=notification.about).first()
        if page is None or not (page.live or page.approved_schedule):
            return None
        return Message(unit=None, path=page.url, by=notification.by, facts=facts(page))

    return SubmissionKinds(right, submitted, returned, approved)
