"""Read one Word paragraph: its text, and its notes, text boxes, pictures and hidden text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from meetings.template.importing.lines import MAX_CHARACTERS, LinePlace, tidy_text
from meetings.template.importing.readers.docx_fields import shown_by_form_field
from meetings.template.importing.readers.docx_styles import Styles
from meetings.template.importing.readers.docx_symbols import symbol_of, text_in_font
from meetings.template.importing.readers.docx_xml import (
    MC,
    A,
    C,
    M,
    R,
    W,
    alternatives,
    children,
    integer_of,
    is_on,
    value,
)
from meetings.template.importing.readers.links import with_address
from meetings.template.importing.readers.text_runs import RunFormat, TextRow, TextRun
from meetings.template.importing.refusals import TooMuchText

TEXT = {f"{W}t", f"{M}t", f"{A}t"}
LINE_BREAK_TAGS = {f"{W}br", f"{W}cr", f"{A}br"}
SPACE = {f"{W}tab", f"{W}ptab"}
NOTES = {
    f"{W}footnoteReference": "footnotes",
    f"{W}endnoteReference": "endnotes",
    f"{W}commentReference": "comments",
}
# Elements without text to read: settings, field codes, and text that was moved (it is read at its new place).
SKIPPED_TAGS = {
    f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}rubyPr", f"{W}fldData", f"{W}delInstrText", f"{W}moveFrom",
    f"{W}ffData",
}  # fmt: skip
#: Nesting depth down to which a field's text is compared with its address; each comparison joins all text inside.
MAX_FIELD_DEPTH = 20
DRAWINGS = {f"{W}drawing", f"{W}pict", f"{W}object"}
FIELD_ADDRESS = re.compile(r'^\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
# A field that shows a prompt until somebody fills it in: "[Klik her, og skriv navn]".
PROMPT_FIELD = re.compile(r"^\s*MACROBUTTON\s+\S+\s+(?=\S)", re.IGNORECASE)
PICTURE_NAMES = ("}pic", "}imagedata", "}OLEObject", "}chart", "}relIds")
# Why a run is not visible, by the toggle in its settings.
NOT_SHOWN = {"vanish": LinePlace.HIDDEN, "strike": LinePlace.STRUCK_OUT, "dstrike": LinePlace.STRUCK_OUT}


@dataclass
class DocxParagraph:
    """Rows of text runs, one row per line on the page, and the notes, boxes and pictures of the paragraph.

    `left_out` is text that a reader of the page does not see, with the reason. Notes and boxes within such text have
    the same `LinePlace`, all others None.
    """

    rows: list[TextRow] = field(default_factory=lambda: [TextRow()])
    notes: list[tuple[str, str, LinePlace | None]] = field(default_factory=list)
    boxes: list[tuple[Element, LinePlace | None]] = field(default_factory=list)
    pictures: list[Element] = field(default_factory=list)
    word_art: list[str] = field(default_factory=list)
    left_out: list[tuple[LinePlace, list[str]]] = field(default_factory=list)
    length: int = 0
    _goes_on: bool = False

    def put(self, text: str, look: RunFormat) -> None:
        """Add text to the current row, or to `left_out`."""
        if not text:
            return
        self.count_characters(len(text))
        if look.left_out is None:
            self.rows[-1].pieces.append(TextRun(text, look))
            self._goes_on = False
        elif self._goes_on and self.left_out[-1][0] is look.left_out:
            self.left_out[-1][1].append(text)
        else:
            self.left_out.append((look.left_out, [text]))
            self._goes_on = True

    def count_characters(self, characters: int) -> None:
        """Count added characters. Raises TooMuchText above `MAX_CHARACTERS`."""
        self.length += characters
        if self.length > MAX_CHARACTERS:
            raise TooMuchText

    def new_row(self, look: RunFormat) -> None:
        """Add a line break; within left-out text, a space."""
        if look.left_out is None:
            self.rows.append(TextRow())
        else:
            self.put(" ", look)

    def words_left_out(self) -> list[tuple[LinePlace, str]]:
        """Return (reason, text) of each left-out stretch of text."""
        stretches = [(place, tidy_text("".join(pieces))) for place, pieces in self.left_out]
        return [(place, text) for place, text in stretches if text]


@dataclass
class _Field:
    """An open field: the number of runs in the row before it, and its code so far."""

    start: int
    code: list[str] = field(default_factory=list)


class ParagraphReader:
    """Read a paragraph recursively. Unknown elements are entered, so that a new kind of wrapper hides no text.

    `codes` are the text elements within field codes. `place` is the reason when the whole paragraph is hidden.
    """

    def __init__(
        self, address_of: Callable[[str], str], styles: Styles, codes: set[Element], place: LinePlace | None = None
    ) -> None:
        self._address_of = address_of
        self._styles = styles
        self._codes = codes
        self._place = place
        self._style = ""
        self._fields: list[_Field] = []
        self.read = DocxParagraph()

    def read_paragraph(self, paragraph: Element) -> None:
        """Read everything in a paragraph into `self.read`."""
        # Looked up once: in a paragraph without settings, the search goes through all its children.
        self._style = value(paragraph, f"{W}pPr/{W}pStyle") or ""
        # Text hidden by the paragraph's style is determined for each run, which may override it.
        self._walk(paragraph, replace(self._look_of(None, RunFormat()), left_out=self._place))

    def _walk(self, element: Element, look: RunFormat) -> None:
        for child in children(element):
            self._one(child, look)

    def _one(self, child: Element, look: RunFormat) -> None:
        tag = child.tag
        if tag in TEXT:
            if child not in self._codes:
                self.read.put(text_in_font(child.text or "", look.font), look)
        elif tag == f"{W}delText":
            self.read.put(child.text or "", replace(look, left_out=look.left_out or LinePlace.STRUCK_OUT))
        elif tag in SPACE:
            self.read.put(" ", look)
        elif tag in LINE_BREAK_TAGS:
            self.read.new_row(look)
        elif tag == f"{W}noBreakHyphen":
            self.read.put("-", look)
        elif tag == f"{W}sym":
            self.read.put(symbol_of(child.get(f"{W}font", ""), child.get(f"{W}char", "")), look)
        elif tag in NOTES:
            self.read.notes.append((NOTES[tag], child.get(f"{W}id", ""), look.left_out))
        elif tag not in SKIPPED_TAGS:
            self._structure(child, look)

    def _structure(self, child: Element, look: RunFormat) -> None:
        match child.tag.rpartition("}")[2]:
            case "r":
                self._walk(child, self._look_of(child.find(f"{W}rPr"), look))
            case "del":
                self._walk(child, replace(look, left_out=look.left_out or LinePlace.STRUCK_OUT))
            case "sdt" if is_placeholder(child):
                self._walk(child, replace(look, left_out=look.left_out or LinePlace.PLACEHOLDER))
            case "hyperlink" | "fldSimple" | "instrText" | "fldChar":
                self._field(child, look)
            case "AlternateContent" if child.tag.startswith(MC):
                version = alternatives(child)
                if version is not None:
                    self._walk(version, look)
            case "txbxContent":
                self.read.boxes.append((child, look.left_out))
            case "textpath":
                self._word_art(tidy_text(child.get("string", "")), look)
            case _:
                self._drawing_or_wrapper(child, look)

    def _look_of(self, run: Element | None, outer: RunFormat) -> RunFormat:
        """Return the format of a run, from its settings (`w:rPr`) and its styles."""

        def has(toggle: str) -> bool:
            return self._styles.is_on(toggle, self._style, run)

        hidden = next((place for toggle, place in NOT_SHOWN.items() if has(toggle)), None)
        fonts = run.find(f"{W}rFonts") if run is not None else None
        return RunFormat(
            bold=has("b") or value(run, f"{W}rStyle") == "Strong",
            italic=has("i") or value(run, f"{W}rStyle") == "Emphasis",
            raised=value(run, f"{W}vertAlign") == "superscript" or integer_of(value(run, f"{W}position")) > 0,
            font=fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "" if fonts is not None else "",
            left_out=outer.left_out or hidden,
        )

    def _word_art(self, text: str, look: RunFormat) -> None:
        if look.left_out is not None:
            self.read.put(text, look)
        elif text:
            self.read.word_art.append(text)

    def _drawing_or_wrapper(self, child: Element, look: RunFormat) -> None:
        if child.tag in DRAWINGS:
            if is_hidden_drawing(child):
                look = replace(look, left_out=look.left_out or LinePlace.HIDDEN)
            elif look.left_out is None and any(str(one.tag).endswith(PICTURE_NAMES) for one in child.iter()):
                self.read.pictures.append(child)
        self._walk(child, look)

    def _field(self, child: Element, look: RunFormat) -> None:
        """Read a link (an element around its text) or a field (a link's address is in its code)."""
        match child.tag.rpartition("}")[2]:
            case "hyperlink":
                self._words_with_address(child, self._address_of(child.get(f"{R}id", "")), look)
            case "fldSimple":
                found = FIELD_ADDRESS.match(child.get(f"{W}instr", ""))
                self._words_with_address(child, found[1] if found else "", look)
            case "instrText":
                if self._fields:
                    self._fields[-1].code.append(child.text or "")
            case _ if child.get(f"{W}fldCharType") == "begin":
                self._fields.append(_Field(len(self.read.rows[-1].pieces)))
                self.read.put(shown_by_form_field(child), look)
            case _ if child.get(f"{W}fldCharType") == "end" and self._fields:
                self._end_of_field(self._fields.pop(), look)

    def _end_of_field(self, ended: _Field, look: RunFormat) -> None:
        code = "".join(ended.code)
        address = FIELD_ADDRESS.match(code)
        if address and not self._shows_address(address[1], ended.start):
            self.read.put(f" ({address[1]})", look)
        if to_fill := PROMPT_FIELD.match(code):
            self.read.put(code[to_fill.end() :], replace(look, left_out=look.left_out or LinePlace.PLACEHOLDER))

    def _shows_address(self, address: str, start: int) -> bool:
        """Return whether the row contains the address, from run `start` on. Not checked below `MAX_FIELD_DEPTH`."""
        if len(self._fields) > MAX_FIELD_DEPTH:
            return False
        return address in "".join(piece.text for piece in self.read.rows[-1].pieces[start:])

    def _words_with_address(self, child: Element, address: str, look: RunFormat) -> None:
        start = len(self.read.rows[-1].pieces)
        in_row = len(self.read.rows)
        self._walk(child, look)
        pieces = self.read.rows[-1].pieces
        first = start if in_row == len(self.read.rows) else 0
        words = "".join(piece.text for piece in pieces[first:])
        if address and words.strip():
            shown = with_address(words, address)
            self.read.count_characters(len(shown) - len(words))
            pieces[first:] = [TextRun(shown, replace(look, bold=all(one.look.bold for one in pieces[first:])))]


def is_placeholder(control: Element) -> bool:
    """Return whether the content control shows its placeholder, because it is not filled in."""
    return is_on(control, f"{W}sdtPr/{W}showingPlcHdr") is True


def is_hidden_drawing(drawing: Element) -> bool:
    """Return whether the drawing is hidden in Word's selection pane."""
    properties = next((one for one in drawing.iter() if str(one.tag).endswith("}docPr")), None)
    if properties is not None:
        return properties.get("hidden", "0") in {"1", "true"}
    shapes = [one for one in drawing.iter() if str(one.tag).endswith(("}shape", "}rect"))]
    return bool(shapes) and all("visibility:hidden" in one.get("style", "").replace(" ", "") for one in shapes)


def words_in_drawing(root: Element) -> list[str]:
    """Return the texts of a diagram's or chart's part: text runs, and names of categories and series."""
    texts = [tidy_text("".join(run.text or "" for run in paragraph.iter(f"{A}t"))) for paragraph in root.iter(f"{A}p")]
    texts += [tidy_text(name.text or "") for cache in root.iter(f"{C}strCache") for name in cache.iter(f"{C}v")]
    return [text for text in dict.fromkeys(texts) if text]
