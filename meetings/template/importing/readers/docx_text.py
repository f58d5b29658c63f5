"""The text of one paragraph in Word, and what hangs on it: notes, comments, text boxes, pictures, struck-out words."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from meetings.template.importing.lines import tidy
from meetings.template.importing.readers.docx_names import MC, A, C, M, R, W, alternatives, children, is_on
from meetings.template.importing.readers.links import with_address

TEXT = {f"{W}t", f"{M}t", f"{A}t"}
NEW_ROW = {f"{W}br", f"{W}cr", f"{A}br"}
SPACE = {f"{W}tab", f"{W}ptab"}
SIGNS = {f"{W}noBreakHyphen": "-", f"{W}sym": "•"}
NOTES = {
    f"{W}footnoteReference": "footnotes",
    f"{W}endnoteReference": "endnotes",
    f"{W}commentReference": "comments",
}
# Settings, codes behind fields, and text that was moved elsewhere and is read there.
SILENT = {
    f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}rubyPr", f"{W}fldData", f"{W}delInstrText", f"{W}moveFrom",
}  # fmt: skip
DRAWINGS = {f"{W}drawing", f"{W}pict", f"{W}object"}
FIELD_ADDRESS = re.compile(r'^\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
PICTURE_NAMES = ("}pic", "}imagedata", "}OLEObject", "}chart", "}relIds")


@dataclass
class Paragraph:
    """Rows of (text, bold) pieces, one row for each line on the page, and what hangs on the paragraph."""

    rows: list[list[tuple[str, bool]]] = field(default_factory=lambda: [[]])
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    pictures: list[Element] = field(default_factory=list)
    struck_out: list[str] = field(default_factory=list)

    def put(self, text: str, bold: bool) -> None:
        """Adds text to the present row."""
        if text:
            self.rows[-1].append((text, bold))

    def lines(self) -> list[tuple[str, bool]]:
        """(text, wholly bold) of each row."""
        return [
            (tidy("".join(text for text, _bold in row)), all(bold for text, bold in row if text.strip()) and bool(row))
            for row in self.rows
        ]


class ParagraphReader:
    """Walks a paragraph. What it does not know it walks into, so that a new kind of wrapper hides no text."""

    def __init__(self, address_of: Callable[[str], str], bold: bool) -> None:
        self._address_of = address_of
        self._style_bold = bold
        self._field_address = ""
        self.read = Paragraph()

    def walk(self, element: Element, bold: bool | None = None) -> None:
        """Reads everything under the element."""
        present = self._style_bold if bold is None else bold
        for child in children(element):
            self._one(child, present)

    def _one(self, child: Element, bold: bool) -> None:
        tag = child.tag
        if tag in TEXT:
            self.read.put(child.text or "", bold)
        elif tag in SPACE:
            self.read.put(" ", bold)
        elif tag in NEW_ROW:
            self.read.rows.append([])
        elif tag in SIGNS:
            self.read.put(SIGNS[tag], bold)
        elif tag in NOTES:
            self.read.notes.append((NOTES[tag], child.get(f"{W}id", "")))
        elif tag not in SILENT:
            self._structure(child, bold)

    def _structure(self, child: Element, bold: bool) -> None:
        match child.tag.rpartition("}")[2]:
            case "r":
                own = is_on(child.find(f"{W}rPr"), f"{W}b")
                strong = (child.find(f"{W}rPr/{W}rStyle[@{W}val='Strong']")) is not None
                self.walk(child, own if own is not None else bold or strong)
            case "del":
                struck = "".join(piece.text or "" for piece in child.iter(f"{W}delText", f"{W}t"))
                self.read.struck_out.append(tidy(struck))
            case "hyperlink" | "fldSimple" | "instrText" | "fldChar":
                self._link(child, bold)
            case "AlternateContent" if child.tag.startswith(MC):
                version = alternatives(child)
                if version is not None:
                    self.walk(version, bold)
            case "txbxContent":
                self.read.boxes.append(child)
            case _:
                if child.tag in DRAWINGS and any(str(one.tag).endswith(PICTURE_NAMES) for one in child.iter()):
                    self.read.pictures.append(child)
                self.walk(child, bold)

    def _link(self, child: Element, bold: bool) -> None:
        """A link of either kind: an element around the words, or a field with the address in its code."""
        match child.tag.rpartition("}")[2]:
            case "hyperlink":
                self._words_with_address(child, self._address_of(child.get(f"{R}id", "")), bold)
            case "fldSimple":
                found = FIELD_ADDRESS.match(child.get(f"{W}instr", ""))
                self._words_with_address(child, found[1] if found else "", bold)
            case "instrText":
                found = FIELD_ADDRESS.match(child.text or "")
                self._field_address = found[1] if found else self._field_address
            case _ if child.get(f"{W}fldCharType") == "end" and self._field_address:
                words = "".join(text for text, _bold in self.read.rows[-1])
                if self._field_address not in words:
                    self.read.put(f" ({self._field_address})", bold)
                self._field_address = ""

    def _words_with_address(self, child: Element, address: str, bold: bool) -> None:
        start = len(self.read.rows[-1])
        in_row = len(self.read.rows)
        self.walk(child, bold)
        row = self.read.rows[-1]
        first = start if in_row == len(self.read.rows) else 0
        words = "".join(text for text, _bold in row[first:])
        if address and words.strip():
            complete = with_address(words, address)
            row[first:] = [(complete, all(bold for _text, bold in row[first:]))]


def words_in_drawing(root: Element) -> list[str]:
    """Words of a diagram's or chart's own part: text runs, and names of categories and series."""
    texts = [tidy("".join(run.text or "" for run in paragraph.iter(f"{A}t"))) for paragraph in root.iter(f"{A}p")]
    texts += [tidy(name.text or "") for cache in root.iter(f"{C}strCache") for name in cache.iter(f"{C}v")]
    return [text for text in dict.fromkeys(texts) if text]
