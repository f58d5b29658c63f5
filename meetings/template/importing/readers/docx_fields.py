"""Word fields: an invisible code followed by its result. Legacy form fields show a choice or a tick."""

from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from meetings.template.importing.readers.docx_xml import W, integer_of, is_on, value

TICKED, NOT_TICKED = "☒", "☐"


@dataclass
class _Field:
    """An open field with the text elements of its code, which count as code only when the field is closed."""

    code: list[Element] = field(default_factory=list)


def texts_in_codes(root: Element) -> set[Element]:
    """Return the text elements within a field's code, such as the result of a field in another field's condition.

    A field may begin in one paragraph and end in another. One that never ends hides no text.
    """
    found: set[Element] = set()
    fields: list[_Field] = []
    in_code: list[_Field] = []
    for element in root.iter(f"{W}fldChar", f"{W}t"):
        kind = element.get(f"{W}fldCharType")
        if element.tag == f"{W}t":
            if in_code:
                in_code[-1].code.append(element)
        elif kind == "begin":
            fields.append(_Field())
            in_code.append(fields[-1])
        elif fields and kind in {"separate", "end"}:
            if in_code and in_code[-1] is fields[-1]:
                in_code.pop()
            if kind == "end":
                ended = fields.pop()
                found.update(ended.code)
    return found


def shown_by_form_field(begin: Element) -> str:
    """Return the text of a legacy form field: the chosen list entry, or a ticked or empty box; empty for others."""
    choices = begin.find(f"{W}ffData/{W}ddList")
    if choices is not None:
        entries = [entry.get(f"{W}val", "") for entry in choices.findall(f"{W}listEntry")]
        chosen = integer_of(value(choices, f"{W}result") or value(choices, f"{W}default"))
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    box = begin.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    ticked = is_on(box, f"{W}checked")
    return TICKED if (is_on(box, f"{W}default") if ticked is None else ticked) else NOT_TICKED
