"""All text of a template as one string."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from meetings.template.pages import TemplatePage

_NOT_TEXT = frozenset({"id", "type", "applies_to", "role", "requirement", "kind", "owner", "perspective"})


def text_of_page(template: "TemplatePage") -> str:
    """Return the text of the page's fields and blocks, one value per line, in the order of the page."""
    pieces = [template.title, template.purpose, *_strings(template.contributes_to.get_prep_value())]
    pieces += [template.frequency, template.responsible]
    for stream in (template.participants, template.preparation, template.agenda, template.follow_up):
        pieces += _strings(stream.get_prep_value())
    pieces.append(template.document_headings)
    return "\n".join(piece for piece in pieces if piece)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in _NOT_TEXT:
                yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
