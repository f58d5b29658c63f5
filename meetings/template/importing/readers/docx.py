"""Read Word documents (.docx): page headers, text, notes, comments and page footers."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from docx import Document
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from lxml.etree import _Element as Element

from meetings.template.importing.lines import MAX_CHARACTERS, Cell, LinePlace, Marker, TextLine, number_lines, tidy_text
from meetings.template.importing.markers import with_typed_marker
from meetings.template.importing.readers.docx_archive import unpack
from meetings.template.importing.readers.docx_fields import texts_in_codes
from meetings.template.importing.readers.docx_margins import shown_margins
from meetings.template.importing.readers.docx_styles import Styles
from meetings.template.importing.readers.docx_text import (
    SKIPPED_TAGS,
    TEXT,
    DocxParagraph,
    ParagraphReader,
    is_placeholder,
    words_in_drawing,
)
from meetings.template.importing.readers.docx_xml import MC, R, W, alternatives, children, integer_of, is_on, value
from meetings.template.importing.readers.normalise_package import normalise_package
from meetings.template.importing.refusals import DamagedDocument, TooMuchText

NOTE_PLACES = {"footnotes": LinePlace.FOOTNOTE, "endnotes": LinePlace.FOOTNOTE, "comments": LinePlace.COMMENT}
NO_LIST = (Marker.NONE, 0, 0)
NOTE_TAGS = {"footnotes": f"{W}footnote", "endnotes": f"{W}endnote", "comments": f"{W}comment"}


def read_docx(data: bytes) -> list[TextLine]:
    """Return the lines of a Word document. Raises the refusals of `unpack`, TooMuchText, and else DamagedDocument."""
    parts = unpack(data)
    try:
        return number_lines(_limited(_DocxReader(Document(io.BytesIO(normalise_package(parts))).part).lines()))
    except TooMuchText:
        raise
    except Exception as error:  # a damaged document can raise anything, from a missing part to a wrong number
        raise DamagedDocument from error


def _limited(lines: Iterable[TextLine]) -> Iterator[TextLine]:
    """Yield the lines. Raises TooMuchText at `MAX_CHARACTERS`, before more lines are read."""
    characters = 0
    for line in lines:
        characters += len(line.text)
        if characters > MAX_CHARACTERS:
            raise TooMuchText
        yield line


class _DocxReader:
    def __init__(self, main: Part) -> None:
        self._main = main
        self._styles = Styles(self._root("styles"), self._root("numbering"))
        self._notes = {kind: self._notes_of(kind) for kind in NOTE_TAGS}
        self._codes: set[Element] = set()
        self._tables = -1
        self._drawings: set[str] = set()

    def lines(self) -> Iterator[TextLine]:
        """Yield page headers, the text with its notes in place, page footers, and notes without a reference."""
        body = self._main.element.find(f"{W}body")  # type: ignore[attr-defined]
        self._codes = texts_in_codes(body)
        yield from self._margins("header", LinePlace.HEADER)
        yield from self._blocks(body, self._main, LinePlace.BODY)
        yield from self._margins("footer", LinePlace.FOOTER)
        for kind in self._notes:
            for note_id in list(self._notes[kind]):
                yield from self._note(kind, note_id, LinePlace.HIDDEN)

    # Parts

    def _related(self, kind: str) -> list[tuple[str, Part]]:
        """Return (relationship id, part) of the parts of a kind, sorted by name."""
        found = [
            (rel_id, rel.target_part)
            for rel_id, rel in self._main.rels.items()
            if not rel.is_external and rel.reltype.rpartition("/")[2] == kind
        ]
        return sorted(found, key=lambda one: str(one[1].partname))

    def _root(self, kind: str) -> Element | None:
        parts = self._related(kind)
        return _element(parts[0][1]) if parts else None

    def _notes_of(self, kind: str) -> dict[str, tuple[Element, Part]]:
        """Return notes by id, without Word's separators."""
        return {
            note.get(f"{W}id", ""): (note, part)
            for _rel_id, part in self._related(kind)
            for note in _element(part).findall(NOTE_TAGS[kind])
            if note.get(f"{W}type", "normal") == "normal"
        }

    def _margins(self, kind: str, place: LinePlace) -> Iterator[TextLine]:
        """Yield page headers or footers; the same text on first, odd and even pages only once."""
        seen: set[str] = set()
        shown = shown_margins(_element(self._main), self._root("settings"), kind)
        for rel_id, part in self._related(kind):
            own = place if rel_id in shown else LinePlace.HIDDEN
            for line in self._blocks(_element(part), part, own):
                if line.text not in seen:
                    yield replace(line, cell=None)
                seen.add(line.text)

    def _note(self, kind: str, note_id: str, left_out: LinePlace | None) -> Iterator[TextLine]:
        note, part = self._notes[kind].pop(note_id, (None, None))
        if note is not None and part is not None:
            yield from self._blocks(note, part, left_out or NOTE_PLACES[kind])

    # Blocks

    def _blocks(self, parent: Element, part: Part, place: LinePlace, cell: Cell | None = None) -> Iterator[TextLine]:
        carried: DocxParagraph | None = None
        for child in children(parent):
            if child.tag == f"{W}p":
                read = self._read(child, part, place, carried)
                carried = read if _joins_next(child) else None
                if carried is None:
                    yield from self._paragraph(child, read, part, place, cell)
            elif child.tag == f"{W}tbl":
                yield from self._table(child, part, place, cell)
            elif child.tag not in SKIPPED_TAGS:
                yield from self._wrapper(child, part, place, cell)
        if carried is not None:
            yield from self._rows(carried, TextLine("", place=place, cell=cell))
            yield from self._beside(carried, part, place, cell)

    def _wrapper(self, child: Element, part: Part, place: LinePlace, cell: Cell | None) -> Iterator[TextLine]:
        """Read an element that contains paragraphs: content controls, tracked changes, and any unknown element."""
        if child.tag == f"{W}altChunk":
            shown = place if place.is_left_out else LinePlace.PICTURE
            yield TextLine(_("[An inserted document that cannot be read]"), place=shown, cell=cell)
        elif child.tag == f"{MC}AlternateContent":
            version = alternatives(child)
            if version is not None:
                yield from self._blocks(version, part, place, cell)
        elif _is_bare_text(child):
            yield from self._paragraph(child, self._read(child, part, place, None), part, place, cell)
        else:
            yield from self._blocks(child, part, _place_inside(child, place), cell)

    def _read(self, element: Element, part: Part, place: LinePlace, before: DocxParagraph | None) -> DocxParagraph:
        hidden = place if place.is_left_out else None
        reader = ParagraphReader(lambda rel_id: _address(part, rel_id), self._styles, self._codes, hidden)
        if before is not None:
            reader.read = before
        reader.read_paragraph(element)
        return reader.read

    def _paragraph(
        self, element: Element, read: DocxParagraph, part: Part, place: LinePlace, cell: Cell | None
    ) -> Iterator[TextLine]:
        marker, depth, ordinal = self._styles.in_list(element) if any(row.text for row in read.rows) else NO_LIST
        if place is LinePlace.BODY and self._styles.is_contents(element):
            place = LinePlace.CONTENTS
        first = TextLine(
            "",
            heading=self._styles.heading(element),
            marker=marker,
            depth=depth,
            ordinal=ordinal,
            place=place,
            cell=cell,
        )
        yield from self._rows(read, first)
        yield from self._beside(read, part, place, cell)

    def _beside(self, read: DocxParagraph, part: Part, place: LinePlace, cell: Cell | None) -> Iterator[TextLine]:
        """Yield what belongs to a paragraph besides its text: text boxes, pictures, notes, and hidden text."""
        inner = LinePlace.TEXT_BOX if place is LinePlace.BODY else place
        for text in read.word_art:
            yield TextLine(text, place=inner, cell=cell)
        for box, hidden in read.boxes:
            yield from self._blocks(box, part, hidden or inner, cell)
        for picture in read.pictures:
            yield from self._picture(picture, part, cell)
        for hidden, text in read.words_left_out():
            yield TextLine(text, place=hidden)
        for kind, note_id, hidden_note in read.notes:
            yield from self._note(kind, note_id, hidden_note)

    @staticmethod
    def _rows(read: DocxParagraph, first: TextLine) -> Iterator[TextLine]:
        """Yield the rows of a paragraph; the first one with text gets the list marker."""
        started = False
        for row in read.rows:
            if not (text := row.text):
                continue
            line = replace(first, text=text, bold=row.is_bold, emphasis=row.emphasis)
            yield with_typed_marker(replace(line, marker=Marker.NONE, ordinal=0, continues=True) if started else line)
            started = True

    def _table(self, table: Element, part: Part, place: LinePlace, outer: Cell | None) -> Iterator[TextLine]:
        """Yield the lines of all cells; in a nested table, each line has its position in both tables."""
        self._tables += 1
        here = self._tables
        merged: set[int] = set()
        for row_index, row in enumerate(_through(table, "tr")):
            column = integer_of(value(row, f"{W}trPr/{W}gridBefore"))
            row_place = _place_of_row(row, place)
            for one in _through(row, "tc"):
                span = max(integer_of(value(one, f"{W}tcPr/{W}gridSpan"), 1), 1)
                own = Cell(here, row_index, column, span)
                cell_place = _place_of_cell(one, row_place, is_below_merged=column in merged)
                (merged.add if one.find(f"{W}tcPr/{W}vMerge") is not None else merged.discard)(column)
                yield from self._blocks(one, part, cell_place, outer.with_inner(own) if outer else own)
                column += span

    def _picture(self, picture: Element, part: Part, cell: Cell | None) -> Iterator[TextLine]:
        """Yield a line in place of a picture: its alternative text, and the text of a diagram or chart."""
        described = [one.get("descr") or one.get("title") for one in picture.iter() if str(one.tag).endswith("}docPr")]
        described += [one.get("alt") for one in picture.iter() if str(one.tag).endswith("}shape")]
        words = [tidy_text(text) for text in described if text and text.strip()]
        for one in picture.iter():
            for attribute in (f"{R}dm", f"{R}id"):
                rel_id = one.get(attribute)
                if rel_id and str(one.tag).endswith(("}relIds", "}chart")) and rel_id in part.rels:
                    words += self._words_of_drawing(part.rels[rel_id].target_part)
        named = _("[Picture: %(text)s]") % {"text": " · ".join(words)}
        yield TextLine(named if words else _("[Picture]"), place=LinePlace.PICTURE, cell=cell)

    def _words_of_drawing(self, part: Part) -> list[str]:
        """Return the texts of a diagram or chart; empty the second time it is used."""
        if part.partname in self._drawings:
            return []
        self._drawings.add(part.partname)
        return words_in_drawing(_element(part))


def _element(part: Part) -> Element:
    """Return the root element of a part; python-docx parses some kinds and leaves others as bytes."""
    parsed = getattr(part, "element", None)
    return parse_xml(part.blob) if parsed is None else parsed


def _address(part: Part, rel_id: str) -> str:
    """Return the URL of a link; empty for a target within the document."""
    relation = part.rels.get(rel_id)
    return relation.target_ref if relation is not None and relation.is_external else ""


def _through(element: Element, name: str) -> Iterable[Element]:
    """Yield rows or cells, also those inside content controls and tracked changes."""
    for child in children(element):
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag not in SKIPPED_TAGS and child.tag not in {f"{W}tcPr", f"{W}trPr", f"{W}tblPr"}:
            yield from _through(child, name)


def _is_bare_text(element: Element) -> bool:
    """Return whether it is text between paragraphs without a paragraph of its own, such as a formula."""
    return next(element.iter(f"{W}p"), None) is None and next(element.iter(*TEXT), None) is not None


def _place_inside(wrapper: Element, place: LinePlace) -> LinePlace:
    """Return the place of paragraphs in a wrapper: deleted, placeholder, table of contents, or else as outside it."""
    if place.is_left_out:
        return place
    if wrapper.tag in {f"{W}del", f"{W}moveFrom"}:
        return LinePlace.STRUCK_OUT
    if is_placeholder(wrapper):
        return LinePlace.PLACEHOLDER
    return LinePlace.CONTENTS if place is LinePlace.BODY and _is_contents(wrapper) else place


def _place_of_row(row: Element, place: LinePlace) -> LinePlace:
    """Return the place of a row, which can be hidden, or deleted as a tracked change."""
    if place.is_left_out:
        return place
    if row.find(f"{W}trPr/{W}del") is not None:
        return LinePlace.STRUCK_OUT
    return LinePlace.HIDDEN if is_on(row, f"{W}trPr/{W}hidden") else place


def _place_of_cell(cell: Element, place: LinePlace, *, is_below_merged: bool) -> LinePlace:
    """Return the place of a cell, which can be deleted; text in the lower ones of merged cells is hidden."""
    if place.is_left_out:
        return place
    if cell.find(f"{W}tcPr/{W}cellDel") is not None:
        return LinePlace.STRUCK_OUT
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    goes_on = merge is not None and merge.get(f"{W}val", "continue") != "restart"
    return LinePlace.HIDDEN if goes_on and is_below_merged else place


def _is_contents(control: Element) -> bool:
    """Return whether it is the content control of Word's table of contents."""
    return value(control, f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") == "Table of Contents"


def _joins_next(paragraph: Element) -> bool:
    """Return whether the text continues in the next paragraph: the paragraph mark is deleted, or the paragraph is a
    drop cap."""
    settings = paragraph.find(f"{W}pPr")
    if settings is None:
        return False
    is_letter = value(settings, f"{W}framePr", "dropCap") in {"drop", "margin"}
    return is_letter or any(settings.find(f"{W}rPr/{W}{change}") is not None for change in ("del", "moveFrom"))
