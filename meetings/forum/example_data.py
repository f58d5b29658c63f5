"""The text of an example."""

from dataclasses import dataclass, fields
from typing import Any

from django.utils.translation import gettext as _

from foundation.errors import Refusal, Refusals
from meetings.forum.pages import ExamplePage


class ExampleTooShort(Refusal):
    """A required part of the text is empty."""


@dataclass(frozen=True)
class ExampleData:
    title: str
    did: str
    saw: str
    learnt: str
    others_can_use: str
    contact: str = ""
    initiative_id: int | None = None

    def require_all_parts(self) -> None:
        """Raises ExampleTooShort for each part that is missing."""
        needed = {
            "title": _("Give the example a title."),
            "did": _("Write what you did."),
            "saw": _("Write what you saw."),
            "learnt": _("Write what you learnt."),
            "others_can_use": _("Write what others can use."),
        }
        wrong = Refusals()
        for name, message in needed.items():
            if not getattr(self, name).strip():
                wrong.add(ExampleTooShort(message, field=name))
        wrong.raise_any()


def apply_example_data(example: ExamplePage, data: ExampleData) -> None:
    """Copy the text into `example`, unsaved."""
    for field in fields(data):
        value: Any = getattr(data, field.name)
        setattr(example, field.name, value.strip() if isinstance(value, str) else value)
    example.draft_title = example.title
