"""An agenda item as read in a document, as the block of a template."""

import re
from typing import Any

from django.utils.text import Truncator

from meetings.template.enums import Perspective
from meetings.template.importing.emphasis import emphasised
from meetings.template.importing.lines import Emphasis
from meetings.template.importing.parsed_template import Item, ParsedContent
from meetings.template.importing.parsed_template import Perspective as ReadPerspective
from meetings.template.importing.report import words_of
from meetings.units.enums import AppliesTo

Stressed = dict[int, tuple[Emphasis, ...]]

TITLE_LENGTH = 250
QUESTION_LENGTH = 400
TOPIC_LENGTH = 300
NOTE_LENGTH = 120
LONGEST = 600  # minutes; the block takes no more

CLOCK = re.compile(r"\bkl\b|\d[.:]\d\d\s*[-–]", re.IGNORECASE)
ABOUT = frozenset({"ca", "cirka", "omkring"})
UNITS = frozenset({"time", "timer", "t", "min", "minut", "minutter", "og", "½"})
#: What the block itself says: "for example" stands in front of the examples, the perspective has its own label.
SAID_BY_THE_BLOCK = frozenset(["eks", "fx", "f", "x", "for", "eksempel", "som", "bl", "a", "blandt", "andet"])


def item_block(content: ParsedContent, emphasis: Stressed | None = None, *, title: str = "") -> dict[str, Any]:
    """A raw block from an Item, or from what a document says outside the items under a `title` of ours.

    `emphasis` are the words that stand out, by the number of their line.
    """
    item = content if isinstance(content, Item) else Item(**vars(content), title=title, minutes=0)
    parts = [
        (part.line, emphasised(part.text, (emphasis or {}).get(part.line, ())), part.applies_to) for part in item.parts
    ]
    if len(item.title) > TITLE_LENGTH:
        parts.append((item.line, item.title, AppliesTo.ALL))
    value: dict[str, Any] = {
        "title": Truncator(item.title).chars(TITLE_LENGTH),
        "minutes": item.minutes if item.minutes is None or item.minutes <= LONGEST else None,
        "time_note": time_note(item.time_text),
        "applies_to": item.applies_to.value,
        "is_break": item.is_break,
        "purpose": item.purpose,
        "questions_lead_in": item.questions_lead_in,
        "questions": [],
        "perspectives": [],
        "required_data": [
            {"text": data.text, "applies_to": data.applies_to.value, "lead_in": data.lead_in}
            for data in item.required_data
        ],
        "focus": [],
    }  # fmt: skip
    if len(item.time_text) > NOTE_LENGTH:
        parts.append((item.line, item.time_text, AppliesTo.ALL))
    for question in item.questions:
        for_all_of_it = question.applies_to in {AppliesTo.ALL, item.applies_to}
        if for_all_of_it and len(question.text) <= QUESTION_LENGTH:
            value["questions"].append(question.text)
        else:
            parts.append((question.line, question.text, question.applies_to))
    for topic in item.focus:
        if len(topic.text) <= TOPIC_LENGTH:
            said = {"topic": topic.text, "applies_to": topic.applies_to.value, "lead_in": topic.lead_in}
            value["focus"].append(said)
        else:
            parts.append((topic.line, f"{topic.lead_in}\n{topic.text}".strip(), topic.applies_to))
    for perspective in item.perspectives:
        value["perspectives"].append(_perspective(perspective))
        if _says_more(perspective):
            parts.append((perspective.line, perspective.text, perspective.applies_to))
    value["parts"] = [{"text": text, "applies_to": applies.value} for _line, text, applies in sorted(parts, key=_line)]
    return {"type": "item", "value": value}


def _line(part: tuple[int, str, AppliesTo]) -> int:
    return part[0]


def time_note(text: str) -> str:
    """What a document says of an item's time beyond the number: "ca.", "kl. 9.00–9.45", "1 time inkl. frokost"."""
    tidy = text.strip().rstrip(".").strip()
    if not tidy:
        return ""
    beyond = {word for word in words_of(tidy) if not word.isnumeric()} - UNITS
    if CLOCK.search(tidy) or not beyond <= ABOUT:
        return Truncator(tidy).chars(NOTE_LENGTH)
    return "ca." if beyond else ""


def _perspective(perspective: ReadPerspective) -> dict[str, str]:
    return {
        "perspective": Perspective(perspective.kind.value).value,
        "examples": ", ".join(perspective.examples),
        "applies_to": perspective.applies_to.value,
        "lead_in": perspective.lead_in,
    }


def _says_more(perspective: ReadPerspective) -> bool:
    """The document's line holds words that neither the label nor the examples do ("Forældre" is "Forældrene")."""
    label = words_of(str(Perspective(perspective.kind.value).label))
    said = [*words_of(" ".join(perspective.examples)), *label, *SAID_BY_THE_BLOCK]
    return any(
        word not in said and not any(known.startswith(word) or word.startswith(known) for known in label)
        for word in words_of(perspective.text)
    )
