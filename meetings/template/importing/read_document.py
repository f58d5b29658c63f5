"""Read an uploaded document into lines, or refuse it with a message that says what to do."""

from foundation import cpr
from meetings.template.importing.lines import MAX_CHARACTERS, TextLine
from meetings.template.importing.readers.detect_format import FileFormat, detect_format
from meetings.template.importing.readers.markdown import read_markdown
from meetings.template.importing.readers.plain_text import decode, read_plain_text
from meetings.template.importing.refusals import (
    DocumentTooLarge,
    EmptyFile,
    HoldsCprNumbers,
    NotADocument,
    TooMuchText,
)

MAX_BYTES = 10 * 1024 * 1024
MAX_LINES = 3_000
# No paragraph is as long; the Markdown parser is slow on a row of nothing but punctuation.
MAX_CHARACTERS_IN_ROW = 20_000

TEXT_ENDINGS = (".md", ".markdown", ".txt", ".text")


def read_document(data: bytes, filename: str) -> list[TextLine]:
    """Return all lines of a Word (.docx), Markdown or text document, from top to bottom.

    The format is detected from the content; the file name only distinguishes Markdown from plain text.
    Raises a subclass of `DocumentRefused` (see `refusals`).
    """
    if not data.strip():
        raise EmptyFile
    if len(data) > MAX_BYTES:
        raise DocumentTooLarge
    name = filename.lower()
    content = detect_format(data)
    if content is FileFormat.ZIP:
        # Word's reader is not in every process that starts: a tenth of a second.
        from meetings.template.importing.readers.docx import read_docx

        lines = read_docx(data)
    elif not name.endswith(TEXT_ENDINGS):
        raise NotADocument
    else:
        text = decode(data)
        if len(text) > MAX_CHARACTERS or max(map(len, text.splitlines()), default=0) > MAX_CHARACTERS_IN_ROW:
            raise TooMuchText
        lines = read_plain_text(text) if name.endswith((".txt", ".text")) else read_markdown(text)
    if not lines:
        raise EmptyFile
    if len(lines) > MAX_LINES or sum(len(line.text) for line in lines) > MAX_CHARACTERS:
        raise TooMuchText
    if numbered := [line.number for line in lines if cpr.holds(line.text) or cpr.holds(line.as_written)]:
        raise HoldsCprNumbers(numbered)
    return lines
