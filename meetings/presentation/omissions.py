"""Count what the presentation leaves out, and describe it before the presentation begins.

No titles or names are given: the text may be read on the projector by people who may not see the item.
"""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import ngettext

from media.enums import MediaState
from media.media_item import MediaItem


@dataclass
class Omissions:
    """Counters, incremented while the slides are made."""

    today: date
    drafts: int = 0
    withdrawn: int = 0
    confidential: int = 0
    files: dict[str, int] = field(default_factory=dict)

    def file(self, item: MediaItem | None) -> None:
        """Count a photo, film, recording or document that can't be shown today; None is a deleted one."""
        why = "deleted"
        if item is not None:
            why = "withdrawn" if item.is_withdrawn else "expired" if item.is_past_on(self.today) else "unfinished"
            why = "refused" if why == "unfinished" and item.state == MediaState.REFUSED else why
        self.files[why] = self.files.get(why, 0) + 1

    def sentences(self) -> list[str]:
        counted = [
            (self.confidential, _confidential),
            (self.withdrawn, _withdrawn),
            *((self.files.get(why, 0), sentence) for why, sentence in _FILES.items()),
            (self.drafts, _drafts),
        ]
        return [sentence(count) % {"count": count} for count, sentence in counted if count]


def _confidential(count: int) -> str:
    return ngettext(
        "%(count)s contribution with confidential figures: not everybody who takes part may see it.",
        "%(count)s contributions with confidential figures: not everybody who takes part may see them.",
        count,
    )


def _withdrawn(count: int) -> str:
    return ngettext("%(count)s contribution: it is hidden.", "%(count)s contributions: they are hidden.", count)


def _drafts(count: int) -> str:
    return ngettext(
        "%(count)s draft: it is not shared with the meeting.",
        "%(count)s drafts: they are not shared with the meeting.",
        count,
    )


def _file_withdrawn(count: int) -> str:
    return ngettext("%(count)s file: it is hidden.", "%(count)s files: they are hidden.", count)


def _file_expired(count: int) -> str:
    return ngettext(
        "%(count)s file: its date of deletion has passed.", "%(count)s files: their date of deletion has passed.", count
    )


def _file_unfinished(count: int) -> str:
    return ngettext(
        "%(count)s file: it is still being prepared.", "%(count)s files: they are still being prepared.", count
    )


def _file_refused(count: int) -> str:
    return ngettext("%(count)s file: it could not be used.", "%(count)s files: they could not be used.", count)


def _file_deleted(count: int) -> str:
    return ngettext("%(count)s file: it was deleted.", "%(count)s files: they were deleted.", count)


_FILES = {
    "withdrawn": _file_withdrawn,
    "expired": _file_expired,
    "unfinished": _file_unfinished,
    "refused": _file_refused,
    "deleted": _file_deleted,
}
