"""All bad files of the tests, of every kind, each with part of the message that refuses it."""

from collections.abc import Callable
from dataclasses import dataclass

from media.media_item import MediaItem
from media.models import Document, Film, Image, Sound
from tests.media import bad_films, bad_papers, bad_pictures


@dataclass(frozen=True)
class Bad:
    """One bad file; `name` is its name on the uploader's device."""

    kind: type[MediaItem]
    name: str
    source: Callable[[], bytes]
    words: str


BATTERY = {
    f"{kind.__name__.lower()} {name}": Bad(kind, name, source, words)
    for kind, files in [
        (Image, bad_pictures.BAD),
        (Film, bad_films.FILMS),
        (Sound, bad_films.SOUNDS),
        (Document, bad_papers.BAD),
    ]
    for name, (source, words) in files.items()
}
