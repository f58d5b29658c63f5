"""Serialise a parsed template for `import_template --json`."""

from meetings.template.importing.parsed_template import ParsedTemplate
from meetings.units.enums import AppliesTo


def to_json(parsed: ParsedTemplate) -> dict[str, object]:
    """Return a dict of JSON values. The caller adds `page`, the id of the draft that was made."""
    return {
        "title": parsed.title,
        "total_minutes": parsed.total_minutes,
        "items": [
            {
                "title": item.title,
                "minutes": item.minutes,
                "applies_to": item.applies_to.value,
                "questions": [question.text for question in item.questions],
            }
            for item in parsed.items
        ],
        "required_data": {
            "school": _required(parsed, AppliesTo.SCHOOL),
            "daycare": _required(parsed, AppliesTo.DAYCARE),
        },
        "perspectives": [
            {
                "perspective": perspective.kind.value,
                "text": perspective.text,
                "examples": perspective.examples,
                "applies_to": perspective.applies_to.value,
            }
            for content in parsed.contents
            for perspective in content.perspectives
        ],
        "focus": [
            {"title": topic.text, "applies_to": topic.applies_to.value}
            for content in parsed.contents
            for topic in content.focus
        ],
        "participants": [
            {"role": one.role.value, "requirement": one.requirement.value, "text": one.text}
            for one in parsed.participants
        ],
        "preparation": [
            {"kind": step.kind.value, "title": step.title, "minutes": step.minutes, "text": step.text}
            for step in parsed.preparation
        ],
        "follow_up": list(parsed.follow_up),
        "kept_as_text": [{"where": kept.where, "text": kept.text, "line": kept.line} for kept in parsed.kept_as_text],
        "persons": list(dict.fromkeys(person.name for person in parsed.persons)),
    }


def _required(parsed: ParsedTemplate, kind: AppliesTo) -> list[str]:
    """Return the data that units of a kind must bring, including what all units must bring."""
    return [
        data.text
        for content in parsed.contents
        for data in content.required_data
        if data.applies_to in {kind, AppliesTo.ALL}
    ]
