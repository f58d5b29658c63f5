"""The field for rich text in the editor, in time in proportion to the text.

Draft.js's exporter asks of each new paragraph, bold word and line break whether the element that takes it holds it
already, by looking through all it holds: the square of their number.
"""

import json
from typing import Any

from draftjs_exporter.engines.string import DOMString, Elt
from wagtail.admin.rich_text import DraftailRichTextArea

#: Lists within lists that the editor's own buttons can make.
DEEPEST = 4


class Element(Elt):
    """`held`: the ids of the elements among its children."""

    __slots__ = ("held",)

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.held: set[int] = set()


class LinearDOM(DOMString):
    """The exporter's own engine; whether a child is there is looked up by its id."""

    @staticmethod
    def create_tag(type_: Any, attr: Any = None) -> Element:
        return Element(type_, attr)

    @staticmethod
    def append_child(elt: Any, child: Any) -> None:
        if isinstance(child, Elt):
            if id(child) in elt.held:
                return
            elt.held.add(id(child))
        elt.children.append(child)


class RichTextArea(DraftailRichTextArea):
    """Wagtail's field, named in WAGTAILADMIN_RICH_TEXT_EDITORS."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        exporter = self.converter.exporter
        exporter._engine = f"{LinearDOM.__module__}.{LinearDOM.__qualname__}"
        self.converter.to_database_format = lambda sent: exporter.render(_shallow(json.loads(sent)))


def _shallow(content: Any) -> Any:
    """A list that says it lies deeper than DEEPEST lies there."""
    for block in content["blocks"]:
        block["depth"] = min(int(block.get("depth", 0)), DEEPEST)
    return content
