"""Make minutes the live version in Wagtail's sense."""

from datetime import datetime

from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.signals import page_published

from accounts.user import User
from meetings.minutes.pages import MinutesPage


def publish_text(minutes: MinutesPage, *, at: datetime, by: User) -> None:
    """Set what `Revision.publish` sets, for minutes whose text is that of their latest revision.

    Wagtail builds the page anew from the revision and validates it again. Here the page has just been compared with the
    text that was submitted and read. The head of area has no page permissions in Wagtail; `decide_step` has checked the
    right.
    """
    live = {
        "live": True,
        "expired": False,
        "has_unpublished_changes": False,
        "live_revision_id": minutes.latest_revision_id,
        "first_published_at": minutes.first_published_at or at,
        "last_published_at": at,
    }
    for name, value in live.items():
        setattr(minutes, name, value)
    Page.objects.filter(pk=minutes.pk).update(**live)
    revision = minutes.latest_revision
    page_published.send(sender=MinutesPage, instance=minutes, revision=revision)
    log(instance=minutes, action="wagtail.publish", user=by, revision=revision, content_changed=True)
