"""Read Markdown (CommonMark with tables) into the same lines as the same document in Word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from meetings.template.importing.lines import Cell, LinePlace, Marker, TextLine, number_lines, tidy_text
from meetings.template.importing.markers import ORDINAL_OF, with_typed_marker
from meetings.template.importing.readers.links import with_address
from meetings.template.importing.readers.markdown_comments import with_comments, without_comments
from meetings.template.importing.readers.plain_text import is_wrapped, starts_anew
from meetings.template.importing.readers.text_runs import RunFormat, TextRow, TextRun

FRONT_MATTER = re.compile(r"\A\s*---[^\S\n]*\n(.*?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL)
FRONT_MATTER_ROW = re.compile(r"^[\w-]+:", re.MULTILINE)
HTML_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
STRUCK_TAG = re.compile(r"</?(?:del|s|strike)>", re.IGNORECASE)
# "9<sup>00</sup>" as in HTML, and "9^00^" as converters write it.
RAISED = re.compile(r"(?:<sup>|\^)([0-5][05])(?:</sup>|\^)", re.IGNORECASE)
RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Replaces <br> while Markdown is parsed, because a real line break would end a table row.
BREAK_IN_ROW = "\u2028"
# A larger number is a year, not a list number.
MAX_LIST_NUMBER = 99


def _parser() -> MarkdownIt:
    """Return a parser that drops nothing: link definitions (`reference`) and HTML tags (`html`) stay text."""
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("reference")


@dataclass
class _Position:
    """Current position in the token stream: heading, lists and table cell."""

    heading: int = 0
    lists: list[Marker] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    starts_item: str | None = None
    table: int = -1
    row: int = -1
    column: int = -1

    @property
    def cell(self) -> Cell | None:
        return Cell(self.table, self.row, self.column) if self.column >= 0 else None

    def follow(self, token: Token) -> None:
        """Update the position with an opening or closing token."""
        match token.type:
            case "heading_open":
                self.heading = int(token.tag[1:])
            case "heading_close":
                self.heading = 0
            case "bullet_list_open" | "ordered_list_open":
                self.lists.append(Marker.NUMBER if token.type.startswith("ordered") else Marker.BULLET)
                self.counts.append(int(token.attrs.get("start", 1)) - 1)
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
                self.counts.pop()
            case "list_item_open":
                self.starts_item = f"{token.info}{token.markup}"
                self.counts[-1] += 1
            case "list_item_close":
                self.starts_item = None
            case "table_open" | "tr_open" | "td_open" | "th_open" | "tr_close" | "table_close":
                self._follow_table(token.type)

    def _follow_table(self, kind: str) -> None:
        match kind:
            case "table_open":
                self.table, self.row = self.table + 1, -1
            case "tr_open":
                self.row, self.column = self.row + 1, -1
            case "td_open" | "th_open":
                self.column += 1
            case _:
                self.column = -1


def read_markdown(text: str) -> list[TextLine]:
    """Return the lines of a Markdown document. Line breaks are kept, a link's address follows its text.

    Text that is struck through, and comments, become lines of their own with a place that `is_left_out`.
    """
    front: list[TextLine] = []
    found = FRONT_MATTER.match(text)
    if found and FRONT_MATTER_ROW.search(found[1]):
        front = [TextLine(tidy_text(row), place=LinePlace.FRONT_MATTER) for row in found[1].splitlines()]
        text = text[found.end() :]
    text, comments = without_comments(_in_markdown(text))
    lines = (shown for line in _lines(_parser().parse(text)) for shown in with_comments(line, comments))
    return number_lines([*front, *lines])


def _in_markdown(text: str) -> str:
    """Replace HTML by the equivalent Markdown, and superscript minutes by superscript characters."""
    text = STRUCK_TAG.sub("~~", HTML_BREAK.sub(BREAK_IN_ROW, text))
    return RAISED.sub(lambda found: found[1].translate(RAISED_DIGITS), text)


def _lines(tokens: list[Token]) -> Iterator[TextLine]:
    at = _Position()
    for token in tokens:
        if token.type == "inline":
            yield from _paragraph(token, at)
        elif token.type in {"fence", "code_block"}:
            yield from (
                with_typed_marker(TextLine(tidy_text(row))) for row in [token.info, *token.content.splitlines()]
            )
        else:
            at.follow(token)


def _paragraph(token: Token, at: _Position) -> Iterator[TextLine]:
    """Yield one line per intended line break; the first has the list marker."""
    marker, opening = Marker.NONE, at.starts_item
    if opening is not None and at.lists:
        marker, at.starts_item = at.lists[-1], None
    depth = max(len(at.lists) - 1, 0)
    found = _Rows()
    for child in token.children or []:
        found.add(child)
    for index, row in enumerate(found.joined()):
        line = TextLine(
            row.text,
            heading=at.heading,
            marker=marker if index == 0 else Marker.NONE,
            depth=depth,
            bold=row.is_bold,
            cell=at.cell,
            continues=index > 0,
            ordinal=at.counts[-1] if marker is Marker.NUMBER and index == 0 else 0,
            emphasis=row.emphasis,
        )
        yield with_typed_marker(_not_an_ordinal(line, opening or ""))
    for struck in found.struck:
        yield TextLine(tidy_text("".join(struck)), place=LinePlace.STRUCK_OUT)


def _not_an_ordinal(line: TextLine, opening: str) -> TextLine:
    """Undo a list marker that is part of the sentence: "3. marts", "1986."."""
    if line.marker is not Marker.NUMBER:
        return line
    number = re.sub(r"\D", "", opening)
    if ORDINAL_OF.match(line.text) or int(number or 0) > MAX_LIST_NUMBER:
        return replace(line, text=f"{opening} {line.text}", marker=Marker.NONE, ordinal=0)
    return line


class _Rows:
    """Collect the inline tokens of one paragraph into rows."""

    def __init__(self) -> None:
        self.rows: list[TextRow] = [TextRow()]
        self.hard: list[bool] = [True]
        self.struck: list[list[str]] = []
        self._is_on = {"strong": 0, "em": 0, "s": 0}
        self._links: list[tuple[str, int, int]] = []

    def add(self, token: Token) -> None:
        name, _underscore, _kind = token.type.rpartition("_")
        if name in self._is_on:
            self._is_on[name] += token.nesting
            if token.type == "s_open":
                self.struck.append([])
            return
        match token.type:
            case "hardbreak" | "softbreak":
                self._new_row(hard=token.type == "hardbreak")
            case "link_open":
                self._links.append((str(token.attrs.get("href", "")), len(self.rows), len(self.rows[-1].pieces)))
            case "link_close":
                self._close_link()
            case "image":
                self._put(with_address(token.content, str(token.attrs.get("src", ""))))
            case _:
                self._put(token.content)

    @property
    def _look(self) -> RunFormat:
        return RunFormat(bold=self._is_on["strong"] > 0, italic=self._is_on["em"] > 0)

    def _new_row(self, *, hard: bool) -> None:
        self.rows.append(TextRow())
        self.hard.append(hard)

    def _put(self, text: str) -> None:
        if self._is_on["s"]:
            self.struck[-1].append(text.replace(BREAK_IN_ROW, " "))
            return
        for index, part in enumerate(text.split(BREAK_IN_ROW)):
            if index:
                self._new_row(hard=True)
            if part:
                self.rows[-1].pieces.append(TextRun(part, self._look))

    def _close_link(self) -> None:
        address, in_row, start = self._links.pop()
        first = start if in_row == len(self.rows) else 0
        pieces = self.rows[-1].pieces
        text = "".join(piece.text for piece in pieces[first:])
        if not self._is_on["s"]:
            pieces[first:] = [TextRun(with_address(text, address), self._look)]

    def joined(self) -> list[TextRow]:
        """Return the rows, with wrapped rows joined."""
        result: list[TextRow] = []
        before, last = "", ""
        for row, hard in zip(self.rows, self.hard, strict=True):
            text = row.text
            if result and not hard and not starts_anew(before, text) and is_wrapped(last, text):
                result[-1].pieces += [TextRun(" ", row.pieces[0].look), *row.pieces]
            else:
                result.append(TextRow(list(row.pieces)))
                before = text
            last = text
        return result
