"""The typed content of a document: what it says, not how it looks. pdf/ and word/ write it.

Texts are data: nothing in them is read as markup by whoever writes the file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from foundation.text.notation import Run

#: The pieces of one paragraph, item or cell. A line feed in a text is a line break.
Line = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """Level 1 is a part of the document, 2 and 3 lie below it; no level is left out on the way down."""

    text: str
    level: int = 1
    number: int | None = None


@dataclass(frozen=True)
class Paragraph:
    """`quiet`: beside the matter, such as a source or what a document leaves out."""

    line: Line
    quiet: bool = False


@dataclass(frozen=True)
class Listing:
    """A list with bullets, or with numbers from 1."""

    items: tuple[Line, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class Table:
    """`widths`: the share of each column. The first row is the header, repeated on each page."""

    header: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[int, ...]
    caption: str = ""


@dataclass(frozen=True)
class Facts:
    """Terms with their values, such as place and time."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Attachment:
    """A file within the PDF, beside others in a package."""

    name: str
    content: bytes
    mime_type: str
    description: str


@dataclass(frozen=True)
class ChartDrawing:
    """A drawing as SVG with its text alternative; the numbers are a table, and attached as a file.

    `notes`: source, number of answers, and why numbers are left out.
    """

    svg: str
    alternative: str
    caption: str
    notes: tuple[str, ...]
    numbers: Table
    attachment: Attachment


@dataclass(frozen=True)
class Picture:
    """A photo from our store, always made by ingest. `extension`: jpg or webp."""

    content: bytes
    extension: str
    alternative: str
    caption: str


Block = Heading | Paragraph | Listing | Table | Facts | ChartDrawing | Picture


@dataclass(frozen=True)
class Issuer:
    """The municipality. `colour` as #1d4f5c; `logo` a PNG, empty without one."""

    name: str
    colour: str
    logo: bytes = b""


@dataclass(frozen=True)
class Document:
    """One document. `short_title` is repeated at the foot of each page, `file_name` is without an ending.

    `control_number`: the first digits of a SHA-256, in groups, by which a printed copy is compared.
    """

    title: str
    kicker: str
    short_title: str
    file_name: str
    facts: Facts
    blocks: tuple[Block, ...]
    issuer: Issuer
    control_number: str
    made_at: datetime
    #: Further files within the PDF.
    attachments: tuple[Attachment, ...] = field(default=())

    def every_attachment(self) -> Iterator[Attachment]:
        """The attachments of the figures in their order, then the others."""
        for block in self.blocks:
            if isinstance(block, ChartDrawing):
                yield block.attachment
        yield from self.attachments


def plain_line(text: str) -> Line:
    """Return a line of one run, without any look."""
    return (Run(text),)
