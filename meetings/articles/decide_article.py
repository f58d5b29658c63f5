"""Approve an article that another editor has submitted, or send it back."""

from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.errors import NotAllowed, Refusal
from media.media_item import MediaItem
from meetings.articles.files.readiness import reasons_against_publishing
from meetings.articles.notifications import notify_decided
from meetings.articles.pages import ArticlePage
from meetings.articles.stored_body import file_numbers
from meetings.moderation.enums import Decision
from meetings.moderation.submissions import decide_submission
from meetings.units import access


class FilesNotReady(Refusal):
    """A file of the article may not be shown any more."""


def decide_article(*, article: ArticlePage, revision: int, decision: Decision, reason: str, by: User) -> None:
    """Record `decision` about the `revision` that was read. Approval publishes it, at the moment it is scheduled for.

    Raises NotAllowed, OwnSubmission, ReasonMissing, FilesNotReady, and Conflict (NothingToDecide, AlreadyDecided).
    """
    if not access.of(by).has(Right.EDIT_ARTICLES):
        raise NotAllowed(_("Only editors approve articles or send them back."))
    decide_submission(
        page=article, revision=revision, decision=decision, reason=reason, by=by,
        changed=_("The article was approved, sent back or changed meanwhile. Look at it again."),
        check=_require_files, tell=notify_decided,
    )  # fmt: skip


def _require_files(article: ArticlePage) -> None:
    """Again, as days may lie between submission and decision. Raises FilesNotReady."""
    for item in MediaItem.objects.of_editors().filter(pk__in=file_numbers(article.body)).order_by("pk"):
        if reasons := reasons_against_publishing(item):
            raise FilesNotReady(reasons[0])
