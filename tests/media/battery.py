"""The battery: every bad file of our own making, of every kind, with words of the sentence that refuses it."""

from collections.abc import Callable
from dataclasses import dataclass

from media.kinds.enums import MediaKind
from tests.media import bad_films, bad_papers, bad_pictures


@dataclass(frozen=True)
class Bad:
    """`name` as it is called on somebody's phone."""

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
