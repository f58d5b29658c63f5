"""Everything that is written in a template, as one text."""

from collections.abc import Iterator
from typing import Any

_NOT_TEXT = frozenset({"id", "type", "applies_to", "role", "requirement", "kind", "owner", "perspective"})


def text_of_page(template: Any) -> str:
    """The words of the page's fields and blocks, one piece a line, in the order of the page."""
    pieces = [template.title, template.purpose, *_strings(template.contributes_to.get_prep_value())]
    pieces += [template.frequency, template.responsible]
    for stream in (template.participants, template.preparation, template.agenda, template.follow_up):
        pieces += _strings(stream.get_prep_value())
    pieces.append(template.document_headings)
    return "\n".join(piece for piece in pieces if piece)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in _NOT_TEXT:
                yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
