"""Helpers for tests of other municipalities' documents: parse a source and return what was recognised."""

from meetings.template.importing import ParsedTemplate, parse_document, read_document
from tests.meetings.template.importing.documents import word


def md(source: str) -> ParsedTemplate:
    return parse_document(read_document(source.encode(), "skabelon.md"))


def txt(source: str) -> ParsedTemplate:
    return parse_document(read_document(source.encode(), "skabelon.txt"))


def docx(*steps: object) -> ParsedTemplate:
    return parse_document(read_document(word(*steps), "skabelon.docx"))  # type: ignore[arg-type]


def items(parsed: ParsedTemplate) -> list[tuple[str, int | None]]:
    return [(item.title, item.minutes) for item in parsed.items]


def kept(parsed: ParsedTemplate) -> list[str]:
    return [one.text for one in parsed.kept_as_text]
