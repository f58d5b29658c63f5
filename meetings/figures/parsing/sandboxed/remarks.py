"""What the XML of a sheet says in addition to the values that calamine reads."""

import zipfile
from xml.etree.ElementTree import Element

Place = tuple[int, int]  # row and column, from 0
Cell = int | float | str | None


class Remarks:
    """`shown` replaces stored values; `formats` are number format codes; `uncalculated` are formulas without a value;
    `merged` are areas by first and last row and column.

    `hidden_columns` are the first and last column of each range, which may be very long. Rows from `hidden_from` on are
    hidden: in OpenDocument one element may stand for a million of them.
    """

    def __init__(self) -> None:
        self.shown: dict[Place, Cell] = {}
        self.formats: dict[Place, str] = {}
        self.uncalculated: set[Place] = set()
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.hidden_from: int | None = None

    def hides_row(self, row: int) -> bool:
        return row in self.hidden_rows or (self.hidden_from is not None and row >= self.hidden_from)

    def hidden_columns_up_to(self, width: int) -> set[int]:
        return {column for first, last in self.hidden_columns for column in range(first, min(last + 1, width))}


#: A footnote mark is not a digit of the figure before it.
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def require_no_doctype(package: zipfile.ZipFile, name: str) -> None:
    """Raises ValueError for a document type declaration: office packages have none, so its purpose is entity
    expansion."""
    with package.open(name) as stream:
        if b"<!DOCTYPE" in stream.read(4096).replace(b"\0", b""):
            raise ValueError("document type")


def local(tag: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def attributes(element: Element) -> dict[str, str]:
    return {local(key): value for key, value in element.attrib.items()}
