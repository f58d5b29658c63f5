"""Check what a template must have before it is published. Drafts may lack all of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from meetings.template.forms import PageWithFormValues
    from meetings.template.pages import TemplatePage


@dataclass(frozen=True)
class MissingPart:
    """A field of the page and a message that says what to do."""

    field: str
    message: str


def missing_parts(template: "TemplatePage | PageWithFormValues") -> list[MissingPart]:
    """Return what prevents `template` from being published; empty when it is ready.

    `template` is a TemplatePage, saved or not, or an object with its attributes.
    """
    found = []
    if not (template.title or "").strip():
        found.append(MissingPart("title", _("Give the template a title before it is published.")))
    if not template.total_minutes:
        found.append(MissingPart("total_minutes", _("Write how many minutes the meeting lasts.")))
    items = [block for block in template.agenda if block.block_type == "item"]
    if not items:
        found.append(
            MissingPart(
                "agenda", _("The agenda is empty. Add at least one agenda item before the template is published.")
            )
        )
    elif any(not (block.value["title"] or "").strip() for block in items):
        found.append(MissingPart("agenda", _("An agenda item has no title. Give it one, or delete it.")))
    return found
