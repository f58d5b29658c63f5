"""Delete a file of the editors' own, wherever it is shown."""

from django.db import transaction

from accounts.user import User
from foundation import audit
from media.media_item import MediaItem
from media.signals import item_will_be_deleted
from meetings.articles.files.describe_file import require_editor


def delete_file(*, item: MediaItem, by: User) -> None:
    """It is also removed from all articles and their revisions (signal_handlers.py). Raises NotAllowed."""
    require_editor(by)
    with transaction.atomic():
        current = MediaItem.objects.of_editors().select_for_update().filter(pk=item.pk).first()
        if current is None:
            return
        audit.record("media.deleted", current, by=by)
        item_will_be_deleted.send(sender=MediaItem, item=current, why="deleted")
        current.delete()
