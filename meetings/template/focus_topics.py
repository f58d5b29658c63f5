"""Compare the focus topics of a template with the register of initiatives."""

from typing import TYPE_CHECKING

from django.utils.text import Truncator

from snippets.models import Initiative

if TYPE_CHECKING:
    from meetings.template.pages import TemplatePage

NAME_LENGTH = 150


def topics_to_make(template: "TemplatePage") -> list[str]:
    """Return the template's focus topics, each once, for which the register has no initiative of that name."""
    known = {name.casefold() for name in Initiative.objects.values_list("name", flat=True)}
    topics: dict[str, str] = {}
    for block in template.agenda:
        if block.block_type == "item":
            for entry in block.value["focus"]:
                name = name_of(entry["topic"])
                if name and name.casefold() not in known:
                    topics.setdefault(name.casefold(), entry["topic"])
    return list(topics.values())


def name_of(topic: str) -> str:
    """Return the name of the initiative made from a topic, cut to `NAME_LENGTH`; the description has the whole."""
    return Truncator(" ".join(topic.split())).chars(NAME_LENGTH)
