"""The pieces of a note: headings, own words and quoted passages in their order."""

import json
import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from foundation.stream_data import Stream, raw_blocks
from meetings.insights.area_note.pages import QuotedPassage

HEADING, TEXT, PASSAGE = "heading", "text", "passage"
MAX_PIECES = 400
_SENT = re.compile(r"(heading|text|passage):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")


@dataclass(frozen=True)
class NotePiece:
    """`id` is that of the block. A heading or a text has `words`, a passage its row; None when it is not to be shown to
    whoever reads."""

    kind: str
    id: str
    words: str = ""
    quoted: QuotedPassage | None = None
    quoted_id: int | None = None

    @property
    def sent(self) -> str:
        """The value that stands for it in the form."""
        return f"{self.kind}:{self.id}"

    @property
    def field(self) -> str:
        return f"words-{self.id}"

    @property
    def is_written(self) -> bool:
        return self.kind != PASSAGE

    @property
    def label(self) -> str:
        return _("Heading") if self.kind == HEADING else _("Own words")


def pieces_of(body: Stream, quoted: Mapping[int, QuotedPassage]) -> list[NotePiece]:
    """Return `quoted`: the passages to show, by primary key; the others have none."""
    return [
        NotePiece(PASSAGE, block["id"], quoted=quoted.get(block["value"]), quoted_id=block["value"])
        if block["type"] == PASSAGE
        else NotePiece(block["type"], block["id"], block["value"] or "")
        for block in raw_blocks(body)
    ]


def shown_pieces(body: Stream, quoted: Mapping[int, QuotedPassage]) -> list[NotePiece]:
    """Return the pieces without what is empty, or not to be shown."""
    return [piece for piece in pieces_of(body, quoted) if piece.words.strip() or piece.quoted is not None]


def body_of(pieces: Iterable[NotePiece]) -> str:
    """Return the pieces in the stored form."""
    return json.dumps(
        [
            {"type": piece.kind, "id": piece.id, "value": piece.words if piece.is_written else piece.quoted_id}
            for piece in pieces
        ]
    )


def new_piece(kind: str, words: str = "", quoted_id: int | None = None) -> NotePiece:
    return NotePiece(kind, str(uuid.uuid4()), words, quoted_id=quoted_id)


def sent_pieces(values: Iterable[str], stored: Iterable[NotePiece]) -> list[NotePiece]:
    """Return the pieces that a form sends, in its order. A passage that is not among `stored`, and what is no piece, is
    left out."""
    known = {piece.sent: piece for piece in stored}
    found = {}
    for value in values:
        match = _SENT.fullmatch(value)
        if match and (value in known or match[1] != PASSAGE):
            found[value] = known.get(value) or NotePiece(match[1], match[2])
    return list(found.values())[:MAX_PIECES]


def changed(pieces: list[NotePiece], act: str) -> tuple[list[NotePiece], str]:
    """Return the pieces after the button `act` ("up:…", "down:…", "out:…", "heading:…", "text:…", each with a piece's
    `sent`), and the id of the piece that it concerns; "" for any other."""
    what, _colon, sent = act.partition(":")
    place = next((number for number, piece in enumerate(pieces) if piece.sent == sent), None)
    if what in (HEADING, TEXT):
        new, after = new_piece(what), len(pieces) if place is None else place + 1
        return [*pieces[:after], new, *pieces[after:]], new.id
    if place is None:
        return pieces, ""
    if what == "out":
        return [*pieces[:place], *pieces[place + 1 :]], pieces[max(place - 1, 0)].id
    other = place + {"up": -1, "down": 1}.get(what, 0)
    if other == place or not 0 <= other < len(pieces):
        return pieces, pieces[place].id
    swapped = list(pieces)
    swapped[place], swapped[other] = swapped[other], swapped[place]
    return swapped, pieces[place].id


def with_words(piece: NotePiece, words: str) -> NotePiece:
    return replace(piece, words=words.strip()) if piece.is_written else piece
