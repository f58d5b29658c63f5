"""What a kind of media item declares, each in its module of this folder."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from media.ingest.making.result import Maker
from media.kinds.enums import MediaKind
from media.rendition_sizes import CAPTIONS
from media.stored_file import StoredFile

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

    from media.media_item import MediaItem


@dataclass(frozen=True)
class TextQuestion:
    """What is asked of a file in words; `name` is the column of MediaItem."""

    name: str
    label: "StrPromise"
    help_text: "StrPromise"
    max_length: int
    rows: int


@dataclass(frozen=True, kw_only=True)
class MediaSpec:
    """One kind of file, from the upload to the page that shows it."""

    kind: MediaKind

    # In storage and when it is served.
    folder: str
    #: The names `MediaItem.url()` and the serving view know; everything else is "not found".
    served_names: tuple[str, ...]
    #: What lies in storage or in the row, by served name.
    stored_files: "Callable[[MediaItem], Mapping[str, StoredFile]]"
    #: The rendition that is the thing itself; a still picture for lists, and a larger one. Empty where there is none.
    main: str
    thumb: str = ""
    card: str = ""
    #: What the picture shows, where it is no picture that somebody describes.
    picture_alt: "StrPromise | str" = ""

    # Taking in: `accepted` says what the file may really be -> the extensions it may be named with; `accept` is for
    # `<input accept>`; `smaller` says what to do with a file over the limit, `advice` what to choose instead.
    make: Maker
    accepted: Mapping[str, frozenset[str]]
    accept: str
    advice: Callable[[], str]
    smaller: Callable[[], str]
    max_bytes_setting: str
    #: In which of settings.TASK_LANES its task waits.
    lane: str = "default"

    # Words about it. `name` is what the browser calls one that is on its way; empty: by its file name.
    name: "StrPromise | str" = ""
    the_thing: "StrPromise"
    numbered: "StrPromise"
    heading: "StrPromise"
    group: "StrPromise"
    #: The part of a page that shows them.
    part: str
    missing: "StrPromise"
    choose: "StrPromise"
    cleaned: "StrPromise"
    found_in: "StrPromise"
    #: How many there are, on a card; empty for what is not counted.
    counted: "StrPromise | str" = ""
    camera: "StrPromise | str" = ""
    icon: str = "document"
    camera_icon: str = ""
    choose_icon: str = "upload"

    #: Shows the file. It takes `item`, `caption`, `title`, `whole` and `eager`.
    template: str

    # What is asked before the meeting or the leader forum sees it.
    questions: tuple[TextQuestion, ...] = ()
    caption_label: "StrPromise"
    #: The columns that must be filled in.
    required: tuple[str, ...] = ()
    #: The name of what says it to those who can't see or hear it; empty where nothing is needed.
    text_alternative: "StrPromise | str" = ""
    is_shown_in_forum: bool = True
    #: One picture that stands still.
    is_picture: bool = False
    #: It is listened to: there is nothing to look at.
    is_audio: bool = False

    @property
    def takes_captions(self) -> bool:
        return CAPTIONS in self.served_names

    def max_bytes(self) -> int:
        return int(getattr(settings, self.max_bytes_setting))
