"""Approve a template that another editor has submitted, or send it back."""

from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.errors import NotAllowed, Refusal
from meetings.moderation.enums import Decision
from meetings.moderation.submissions import decide_submission
from meetings.template.notifications import notify_decided
from meetings.template.pages import TemplatePage
from meetings.template.readiness import missing_parts
from meetings.units import access


class TemplateIncomplete(Refusal):
    """The template lacks a part that a published one must have."""


def decide_template(*, template: TemplatePage, revision: int, decision: Decision, reason: str, by: User) -> None:
    """Record `decision` about the `revision` that was read. Approval publishes it.

    Raises NotAllowed, OwnSubmission, ReasonMissing, TemplateIncomplete, and Conflict (NothingToDecide, AlreadyDecided).
    """
    if not access.of(by).has(Right.EDIT_TEMPLATES):
        raise NotAllowed(_("Only editors approve templates or send them back."))
    decide_submission(
        page=template, revision=revision, decision=decision, reason=reason, by=by,
        changed=_("The template was approved, sent back or changed meanwhile. Look at it again."),
        check=_require_parts, tell=notify_decided,
    )  # fmt: skip


def _require_parts(template: TemplatePage) -> None:
    """Raises TemplateIncomplete."""
    if lacks := missing_parts(template):
        raise TemplateIncomplete(lacks[0].message)
