"""What `settings.MEDIA_ACCESS` answers: the item, and under what circumstances it is seen."""

from dataclasses import dataclass
from typing import Any

from media.media_item import MediaItem
from media.view_log.entry import Circumstances


@dataclass(frozen=True)
class Permission:
    """`person` may fetch `item` now. `is_logged` when the view log has it already (`media.view_log.window`)."""

    item: MediaItem
    person: Any
    seen: Circumstances
    is_logged: bool
