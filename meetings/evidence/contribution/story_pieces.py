"""The pieces of a story as its form shows and sends them: texts, quotes and files in their order."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from foundation.stream_data import Stream, StreamData, raw_blocks
from media.kinds.enums import MediaKind

TEXT, QUOTE, FILE = "text", "quote", "file"
#: The names of the parts of a written piece, as they are in the block of a quote.
FIELDS_BY_PIECE_KIND = {TEXT: ("words",), QUOTE: ("words", "who")}
MAX_PIECES = 100
_SENT = re.compile(r"(text|quote|file):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")


@dataclass(frozen=True)
class StoryPiece:
    """`id` is that of the block, or of a file the key of its row; `words` are the parts of what is written."""

    kind: str
    id: str
    words: Mapping[str, str]

    @property
    def sent(self) -> str:
        """The value that stands for it in the form."""
        return f"{self.kind}:{self.id}"

    @property
    def text(self) -> str:
        return "\n".join(words for words in self.words.values() if words)

    def field(self, part: str) -> str:
        return f"words-{self.id}" if part == "words" else f"words-{self.id}-{part}"


#: The first of a new story. Its id is a fixed one, so that text the browser kept finds its field again.
FIRST_TEXT = StoryPiece(TEXT, "00000000-0000-4000-8000-000000000001", {})


def pieces_of(body: Stream, keys: Mapping[int, str]) -> list[StoryPiece]:
    """Return the pieces of a stored story. `keys`: those of its files by primary key; others are left out."""
    pieces = []
    for block in raw_blocks(body):
        value, kind = block["value"], block["type"]
        if kind in MediaKind.values and value.get("item") in keys:
            pieces.append(StoryPiece(FILE, keys[value["item"]], {}))
        elif kind == TEXT:
            pieces.append(StoryPiece(TEXT, block["id"], {"words": value}))
        elif kind == QUOTE:
            pieces.append(
                StoryPiece(QUOTE, block["id"], {part: value.get(part) or "" for part in FIELDS_BY_PIECE_KIND[QUOTE]})
            )
    return pieces


def with_pieces(body: Stream, pieces: Sequence[StoryPiece], numbers: Mapping[str, int]) -> StreamData:
    """Return the story with `pieces` in their order. `numbers`: the primary keys of its files by key.

    Texts and quotes that are empty or not among them are gone. Whatever else is in the body stays, at the end: files
    that arrived meanwhile.
    """
    rest = [block for block in raw_blocks(body) if block["type"] not in FIELDS_BY_PIECE_KIND]
    ordered = []
    for piece in pieces:
        if piece.kind == FILE:
            found = next((block for block in rest if block["value"].get("item") == numbers.get(piece.id, "")), None)
            if found is not None:
                rest.remove(found)
                ordered.append(found)
        elif any(piece.words.values()):
            value: object = piece.words["words"] if piece.kind == TEXT else dict(piece.words)
            ordered.append({"type": piece.kind, "value": value, "id": piece.id})
    return [*ordered, *rest]


def sent_pieces(data: Mapping[str, str] | QueryDict) -> list[StoryPiece]:
    """Return the pieces that a form sends, in its order, moved by the button that was pressed. What is no piece is
    ignored.
    """
    values = data.getlist("order") if isinstance(data, QueryDict) else []
    kinds = {match[2]: match[1] for value in values if (match := _SENT.fullmatch(value))}
    pieces = [StoryPiece(kind, id, {}) for id, kind in kinds.items()]
    way, _colon, sent = data.get("move", "").partition(":")
    place = next((number for number, piece in enumerate(pieces) if piece.sent == sent), None)
    if place is not None and 0 <= (other := place + (-1 if way == "up" else 1)) < len(pieces):
        pieces[place], pieces[other] = pieces[other], pieces[place]
    return pieces


def with_new(pieces: Sequence[StoryPiece], new: str, after: str) -> list[StoryPiece]:
    """Return `pieces` with the empty text or quote that is sent as `new` after the one sent as `after`, else last."""
    match = _SENT.fullmatch(new)
    return _inserted(
        pieces, [StoryPiece(match[1], match[2], {})] if match and match[1] in FIELDS_BY_PIECE_KIND else [], after
    )


def with_files(pieces: Sequence[StoryPiece], keys: Sequence[str], after: str) -> list[StoryPiece]:
    """Return `pieces` with files that were just added, after the one that is sent as `after`, else last."""
    return _inserted(pieces, [StoryPiece(FILE, key, {}) for key in keys], after)


def _inserted(pieces: Sequence[StoryPiece], more: Sequence[StoryPiece], after: str) -> list[StoryPiece]:
    place = next((number for number, piece in enumerate(pieces, start=1) if piece.sent == after), len(pieces))
    return [*pieces[:place], *more, *pieces[place:]]


def filled(piece: StoryPiece, answers: Mapping[str, str | None]) -> StoryPiece:
    """Return the piece with the parts of it that are in `answers`, by the name of their field."""
    names = FIELDS_BY_PIECE_KIND.get(piece.kind, ())
    return replace(piece, words={part: (answers.get(piece.field(part)) or "").strip() for part in names})
