"""Convert an agenda item of a parsed document to the raw block of a template."""

import re

from django.utils.text import Truncator

from foundation.text.json_object import JsonObject
from meetings.template.enums import Perspective, StatementScope
from meetings.template.importing.emphasis import emphasised
from meetings.template.importing.lines import Emphasis
from meetings.template.importing.parsed_template import ParsedContent, ParsedItem, ParsedPerspective
from meetings.template.importing.report import words_of
from meetings.units.enums import AppliesTo

EmphasisByLine = dict[int, tuple[Emphasis, ...]]

TITLE_LENGTH = 250
QUESTION_LENGTH = 400
TOPIC_LENGTH = 300
NOTE_LENGTH = 120
MAX_ITEM_MINUTES = 600  # minutes; the block takes no more

CLOCK = re.compile(r"\bkl\b|\d[.:]\d\d\s*[-–]", re.IGNORECASE)
APPROXIMATE_WORDS = frozenset({"ca", "cirka", "omkring"})
TIME_UNIT_WORDS = frozenset({"time", "timer", "t", "min", "minut", "minutter", "og", "½"})
#: Words for "for example", which the perspective block shows itself in front of the examples.
EXAMPLE_WORDS = frozenset(["eks", "fx", "f", "x", "for", "eksempel", "som", "bl", "a", "blandt", "andet"])


def item_block(content: ParsedContent, emphasis: EmphasisByLine | None = None, *, title: str = "") -> JsonObject:
    """Return a raw block from an Item, or from content outside the items with a `title` of our own.

    `emphasis` maps line numbers to the emphasised words of that line.
    """
    item = content if isinstance(content, ParsedItem) else ParsedItem(**vars(content), title=title, minutes=0)
    parts = [
        (part.line, emphasised(part.text, (emphasis or {}).get(part.line, ())), part.applies_to) for part in item.parts
    ]
    if len(item.title) > TITLE_LENGTH:
        parts.append((item.line, item.title, AppliesTo.ALL))
    value: JsonObject = {
        "title": Truncator(item.title).chars(TITLE_LENGTH),
        "minutes": item.minutes if item.minutes is None or item.minutes <= MAX_ITEM_MINUTES else None,
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
        "brings": _brings(item),
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
            focus = {"topic": topic.text, "applies_to": topic.applies_to.value, "lead_in": topic.lead_in}
            value["focus"].append(focus)
        else:
            parts.append((topic.line, f"{topic.lead_in}\n{topic.text}".strip(), topic.applies_to))
    for perspective in item.perspectives:
        value["perspectives"].append(_perspective(perspective))
        if _says_more(perspective):
            parts.append((perspective.line, perspective.text, perspective.applies_to))
    value["parts"] = [{"text": text, "applies_to": applies.value} for _line, text, applies in sorted(parts, key=_line)]
    return {"type": "item", "value": value}


def _brings(item: ParsedItem) -> str:
    """Return what units write on the item: a value of `StatementScope` where the document asks for results and
    challenges of initiatives; empty otherwise."""
    title = words_of(item.title)
    said = {*title, *words_of(" ".join([item.purpose, item.questions_lead_in, *(part.text for part in item.parts)]))}
    if not {"resultater", "udfordringer"} <= said or not any(word.startswith("indsats") for word in title):
        return ""
    return (StatementScope.OWN if {"egne", "egen"} & set(title) else StatementScope.STRATEGIC).value


def _line(part: tuple[int, str, AppliesTo]) -> int:
    return part[0]


def time_note(text: str) -> str:
    """Return what a document says about an item's time besides its length in minutes.

    For example "ca.", "kl. 9.00–9.45" or "1 time inkl. frokost"; empty when there is no more than the length.
    """
    tidy = text.strip().rstrip(".").strip()
    if not tidy:
        return ""
    beyond = {word for word in words_of(tidy) if not word.isnumeric()} - TIME_UNIT_WORDS
    if CLOCK.search(tidy) or not beyond <= APPROXIMATE_WORDS:
        return Truncator(tidy).chars(NOTE_LENGTH)
    return "ca." if beyond else ""


def _perspective(perspective: ParsedPerspective) -> dict[str, str]:
    return {
        "perspective": Perspective(perspective.kind.value).value,
        "examples": ", ".join(perspective.examples),
        "applies_to": perspective.applies_to.value,
        "lead_in": perspective.lead_in,
    }


def _says_more(perspective: ParsedPerspective) -> bool:
    """Return whether the line has words that are in neither label nor examples ("Forældre" matches "Forældrene")."""
    label = words_of(str(Perspective(perspective.kind.value).label))
    shown = [*words_of(" ".join(perspective.examples)), *label, *EXAMPLE_WORDS]
    return any(
        word not in shown and not any(known.startswith(word) or word.startswith(known) for known in label)
        for word in words_of(perspective.text)
    )
