"""All bad files of the tests, of every kind, each with part of the message that refuses it."""

from collections.abc import Callable
from dataclasses import dataclass

from media.kinds.enums import MediaKind
from tests.media import bad_films, bad_papers, bad_pictures


@dataclass(frozen=True)
class Bad:
    """One bad file; `name` is its name on the uploader's device."""

    kind: MediaKind
    name: str
    source: Callable[[], bytes]
    words: str


BATTERY = {
    f"{kind.value} {name}": Bad(kind, name, source, words)
    for kind, files in [
        (MediaKind.IMAGE, bad_pictures.BAD),
        (MediaKind.FILM, bad_films.FILMS),
        (MediaKind.SOUND, bad_films.SOUNDS),
        (MediaKind.DOCUMENT, bad_papers.BAD),
    ]
    for name, (source, words) in files.items()
}
