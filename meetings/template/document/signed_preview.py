"""Carry the lines of a document from its preview to the draft (foundation.forms.signed_preview).

Documents name persons, and most previews are abandoned, so the server stores nothing until the editor makes the draft.
"""

import dataclasses

from accounts.user import AnyUser
from foundation.forms.signed_preview import read_preview, sign_preview
from foundation.text.json_object import JsonObject
from meetings.template.importing.lines import Cell, Emphasis, LinePlace, Marker, TextLine
from meetings.template.importing.refusals import DocumentTooLarge

PURPOSE = "meetings.template.import"


def sign_lines(lines: list[TextLine], user: AnyUser) -> str:
    """Return the lines as signed text for a hidden field. Raises DocumentTooLarge."""
    plain = [{name: value for name, value in dataclasses.asdict(line).items() if value} for line in lines]
    return sign_preview(plain, user, purpose=PURPOSE, too_large=DocumentTooLarge)


def read_lines(text: str, user: AnyUser) -> list[TextLine]:
    """Return the lines. Raises PreviewInvalid."""
    return [_line(plain) for plain in read_preview(text, user, purpose=PURPOSE)]


def _cell(plain: JsonObject) -> Cell:
    inner = plain.get("inner")
    return Cell(**{**plain, "inner": _cell(inner) if inner else None})


def _line(plain: JsonObject) -> TextLine:
    values = dict(plain)
    if "cell" in values:
        values["cell"] = _cell(values["cell"])
    values["emphasis"] = tuple(Emphasis(**one) for one in values.get("emphasis", []))
    values["marker"] = Marker(values.get("marker", ""))
    values["place"] = LinePlace(values.get("place", LinePlace.BODY))
    return TextLine(**values)
