"""What `settings.MEDIA_ACCESS` returns: the item and the circumstances in which it is seen."""

from dataclasses import dataclass

from accounts.user import User
from media.media_item import MediaItem
from media.view_log.entry import Circumstances


@dataclass(frozen=True)
class ViewGrant:
    """`person` may fetch `item` now. `is_logged` when the view log has this view already
    (`media.view_log.entry.window_of`).
    """

    item: MediaItem
    person: User
    seen: Circumstances
    is_logged: bool
