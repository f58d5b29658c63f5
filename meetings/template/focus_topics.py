"""The focus topics of a template beside the register of initiatives."""

from typing import Any

from django.utils.text import Truncator

from snippets.models import Initiative

NAME_LENGTH = 150


def topics_to_make(template: Any) -> list[str]:
    """Focus topics of the template, each once, that no entry of the register is called after."""
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
    """What an entry is called after a topic; a long one is cut, and told in full in the description."""
    return Truncator(" ".join(topic.split())).chars(NAME_LENGTH)
