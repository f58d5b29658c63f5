"""Whether the text of a PDF seems to hold a CPR number.

The text is read as far as the file says which letters its glyphs are: from the map that comes with a font (ToUnicode),
else as Western letters. What is only a picture of text, and fonts without a map, are not read.
"""

import re
from typing import Any

import pikepdf
from cpr_finder import cpr
from pikepdf import Array, Dictionary, Stream

SHOWING = "Tf Tj TJ ' \" Td TD T* Tm BT Do"
DEEPEST = 8  # drawings within drawings
WORD_GAP = -200  # thousandths of the size of the letters
SAID = ("/Contents", "/V", "/Title", "/Alt", "/ActualText", "/TU")
MAPPED = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
MOST_IN_RANGE = 65536


def holds_number(pdf: Any) -> bool:
    """Pages, and whatever is said beside them: remarks, form fields, bookmarks."""
    for obj in pdf.objects:
        if isinstance(obj, Dictionary | Stream):
            for key in SAID:
                if isinstance(obj.get(key), pikepdf.String) and cpr.holds(str(obj[key])):
                    return True
    fonts: dict[Any, Font] = {}
    return any(cpr.holds(text_of(page.obj, page.obj.get("/Resources"), fonts)) for page in pdf.pages)


class Font:
    """From the bytes of a text to its letters."""

    def __init__(self, font: Any) -> None:
        self.width = 2 if str(font.get("/Subtype")) == "/Type0" else 1
        self.letters: dict[int, str] = {}
        table = font.get("/ToUnicode")
        if isinstance(table, Stream):
            self._read(table.read_bytes())

    def decode(self, content: bytes) -> str:
        if not self.letters:
            return content.decode("cp1252", "replace") if self.width == 1 else content.decode("utf-16-be", "replace")
        codes = (
            int.from_bytes(content[place : place + self.width], "big") for place in range(0, len(content), self.width)
        )
        return "".join(self.letters.get(code, "\ufffd") for code in codes)

    def _read(self, table: bytes) -> None:
        for section in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
            for code, letters in MAPPED.findall(section):
                self.letters[int(code, 16)] = _unicode(letters)
        for section in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
            for first, last, start, each in RANGE.findall(section):
                codes = range(int(first, 16), min(int(last, 16), int(first, 16) + MOST_IN_RANGE) + 1)
                if start:
                    begin = int(start, 16)
                    self.letters |= {code: _letter(begin + code - codes[0]) for code in codes}
                else:
                    listed = re.findall(rb"<([0-9A-Fa-f]*)>", each)
                    self.letters |= {code: _unicode(one) for code, one in zip(codes, listed, strict=False)}


def _unicode(digits: bytes) -> str:
    return bytes.fromhex(digits.decode().rjust(len(digits) + len(digits) % 2, "0")).decode("utf-16-be", "replace")


def _letter(code: int) -> str:
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def text_of(content: Any, resources: Any, fonts: dict[Any, Font], depth: int = 0) -> str:
    """The text of one page or drawing, line for line."""
    resources = resources if isinstance(resources, Dictionary) else Dictionary()
    pieces: list[str] = []
    font: Font | None = None
    line = 0.0
    for instruction in pikepdf.parse_content_stream(content, SHOWING):
        operands, act = instruction.operands, str(instruction.operator)
        if act == "Tf" and operands:
            font = _font(resources, operands[0], fonts)
        elif act == "Do" and operands and depth < DEEPEST:
            pieces.append(_drawing(resources, operands[0], fonts, depth))
        elif act in {"Td", "TD"} and len(operands) == 2:
            _move(pieces, float(operands[1]) == 0)
        elif act == "Tm" and len(operands) == 6:
            _move(pieces, float(operands[5]) == line)
            line = float(operands[5])
        elif act in {"T*", "'", '"'}:
            pieces.append("\n")
        if act in {"Tj", "TJ", "'", '"'} and operands:
            pieces.append(_shown(operands[-1], font))
    return "".join(pieces)


def _move(pieces: list[str], on_the_line: bool) -> None:
    """On to another line, or along it: then the columns of a table stay apart."""
    pieces.append("\t" if on_the_line else "\n")


def _shown(shown: Any, font: Font | None) -> str:
    parts = list(shown) if isinstance(shown, Array) else [shown]
    text = []
    for part in parts:
        if isinstance(part, pikepdf.String):
            text.append(font.decode(bytes(part)) if font else bytes(part).decode("cp1252", "replace"))
        elif float(part) < WORD_GAP:
            text.append(" ")
    return "".join(text)


def _font(resources: Any, name: Any, fonts: dict[Any, Font]) -> Font | None:
    listed = resources.get("/Font")
    font = listed.get(str(name)) if isinstance(listed, Dictionary) else None
    if not isinstance(font, Dictionary):
        return None
    key = font.objgen if font.is_indirect else id(font)
    if key not in fonts:
        fonts[key] = Font(font)
    return fonts[key]


def _drawing(resources: Any, name: Any, fonts: dict[Any, Font], depth: int) -> str:
    listed = resources.get("/XObject")
    drawing = listed.get(str(name)) if isinstance(listed, Dictionary) else None
    if not isinstance(drawing, Stream) or str(drawing.get("/Subtype")) != "/Form":
        return ""
    return "\n" + text_of(drawing, drawing.get("/Resources", resources), fonts, depth + 1) + "\n"
