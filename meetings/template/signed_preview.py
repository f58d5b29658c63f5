"""Carry the lines of a document from its preview to the draft as a signed form field, without storing them.

Documents name persons, and most previews are abandoned, so the server stores nothing until the editor makes the draft.
The signature ensures that the lines are unchanged, from the same user, and at most `KEPT_FOR` old.
"""

import dataclasses
from datetime import timedelta
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from accounts.user import AnyUser
from foundation.errors import Refusal
from meetings.template.importing.lines import Cell, Emphasis, Line, Marker, Place
from meetings.template.importing.refusals import DocumentTooLarge

PREVIEW_MAX_AGE = timedelta(hours=8)
#: Characters; the form with the field must stay below DATA_UPLOAD_MAX_MEMORY_SIZE (1 MB).
MAX_PREVIEW_CHARACTERS = 900_000


class PreviewInvalid(Refusal):
    """The preview has expired, or its signature is wrong."""


def sign_preview(lines: list[Line], user: AnyUser) -> str:
    """Return the lines as signed text for a hidden field. Raises DocumentTooLarge."""
    plain = [{name: value for name, value in dataclasses.asdict(line).items() if value} for line in lines]
    text = signing.dumps(plain, salt=_salt(user), compress=True)
    if len(text) > MAX_PREVIEW_CHARACTERS:
        raise DocumentTooLarge
    return text


def read_preview(text: str, user: AnyUser) -> list[Line]:
    """Return the lines. Raises PreviewInvalid, which asks the user to choose the document again."""
    try:
        return [_line(plain) for plain in signing.loads(text, salt=_salt(user), max_age=PREVIEW_MAX_AGE)]
    except signing.BadSignature:
        raise PreviewInvalid(
            _("The preview is too old to be used. Choose the document again; nothing was stored.")
        ) from None


def _salt(user: AnyUser) -> str:
    return f"meetings.template.import.{user.pk}"


def _cell(plain: dict[str, Any]) -> Cell:
    inner = plain.get("inner")
    return Cell(**{**plain, "inner": _cell(inner) if inner else None})


def _line(plain: dict[str, Any]) -> Line:
    values = dict(plain)
    if "cell" in values:
        values["cell"] = _cell(values["cell"])
    values["emphasis"] = tuple(Emphasis(**one) for one in values.get("emphasis", []))
    values["marker"] = Marker(values.get("marker", ""))
    values["place"] = Place(values.get("place", Place.BODY))
    return Line(**values)
