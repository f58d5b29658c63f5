"""Take the open changes of a template over to the one that is made from it."""

from accounts.user import User
from foundation import audit
from meetings.insights.frame_changes.enums import OPEN_STATES
from meetings.insights.frame_changes.models import FrameChange
from meetings.template.pages import TemplatePage


def carry_over(*, source: TemplatePage, template: TemplatePage, by: User) -> None:
    """Propose for `template` what was put off, or not decided, for `source`. Each once, in the caller's transaction.

    `copy_template` has checked the permission.
    """
    for change in FrameChange.objects.filter(template=source, state__in=OPEN_STATES):
        carried, is_new = FrameChange.objects.get_or_create(
            template=template,
            carried_from=change,
            defaults={
                "created_by": by,
                **{name: getattr(change, name) for name in ("text", "block_id", "item_title", "quote", "quote_key")},
            },
        )
        if is_new:
            audit.record("frame_change.carried_over", carried, by=by, template=template.pk)
