"""Declaration of a kind of file; each kind has a module in this folder."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from media.ingest.processing.result import Maker
from media.kinds.enums import MediaKind
from media.rendition_sizes import CAPTIONS
from media.stored_file import StoredFile

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

    from media.media_item import MediaItem


@dataclass(frozen=True)
class TextQuestion:
    """A text field in the form of a file; `name` is the column of MediaItem."""

    name: str
    label: "StrPromise"
    help_text: "StrPromise"
    max_length: int
    rows: int


@dataclass(frozen=True, kw_only=True)
class MediaSpec:
    """Everything that differs between kinds of file, from upload to display."""

    kind: MediaKind

    # In storage and when it is served.
    folder: str
    #: Names accepted by `MediaItem.url()` and the serving view.
    served_names: tuple[str, ...]
    #: The stored files by served name.
    stored_files: "Callable[[MediaItem], Mapping[str, StoredFile]]"
    #: Names of the main rendition, of a thumbnail for lists and of a larger picture; empty where there is none.
    main: str
    thumb: str = ""
    card: str = ""
    #: Text alternative of the thumbnail, where nobody writes one.
    picture_alt: "StrPromise | str" = ""

    # Upload: `accepted` maps real file types to allowed extensions; `accept` is for `<input accept>`; `smaller` advises
    # what to do with a file over the size limit, `advice` with one of another type.
    make: Maker
    accepted: Mapping[str, frozenset[str]]
    accept: str
    advice: Callable[[], str]
    smaller: Callable[[], str]
    max_bytes_setting: str
    #: The lane of its task, one of settings.TASK_LANES.
    lane: str = "default"

    # Labels. `name` is shown while a file is uploaded; if empty, its file name is.
    name: "StrPromise | str" = ""
    the_thing: "StrPromise"
    numbered: "StrPromise"
    heading: "StrPromise"
    group: "StrPromise"
    #: Template variable with the files of this kind.
    part: str
    missing: "StrPromise"
    choose: "StrPromise"
    cleaned: "StrPromise"
    found_in: "StrPromise"
    #: Number of files on a card; empty where files are not counted.
    counted: "StrPromise | str" = ""
    camera: "StrPromise | str" = ""
    icon: str = "document"
    camera_icon: str = ""
    choose_icon: str = "upload"

    #: The template that shows the file, with `item`, `caption`, `title`, `whole` and `eager`.
    template: str

    # The form of a file, and requirements before it is shared.
    questions: tuple[TextQuestion, ...] = ()
    caption_label: "StrPromise"
    #: Columns that must be filled in before it is shared.
    required: tuple[str, ...] = ()
    #: Name of its text alternative; empty where none is needed.
    text_alternative: "StrPromise | str" = ""
    is_shown_in_forum: bool = True
    #: A still picture.
    is_picture: bool = False
    #: Sound without pictures.
    is_audio: bool = False

    @property
    def accepts_captions(self) -> bool:
        return CAPTIONS in self.served_names

    def max_bytes(self) -> int:
        return int(getattr(settings, self.max_bytes_setting))
