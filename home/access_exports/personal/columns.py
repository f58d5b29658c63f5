"""Headings and columns that many models share."""

import json
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.text.data_package import plain_value
from home.access_exports.personal.registry import DisclosedColumn, value_at

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

WHEN, UNTIL, TEXT, KIND, STATE = _("When"), _("Until"), _("Text"), _("Kind"), _("State")
WHAT, WHERE, ANSWER = _("What"), _("Where"), _("Answer")


def meeting(path: str) -> DisclosedColumn:
    """Describe unit and school year of the meeting at the end of the path."""

    def value(row: Any) -> str:
        found = value_at(row, path) if path else row
        return f"{found.unit.title} {found.school_year}" if found is not None else ""

    return DisclosedColumn(_("Meeting"), value)


def parts(**roles: "StrOrPromise") -> DisclosedColumn:
    """Describe which of the relations of a row lead to the person: parts(shared_by=_("shared it")). The person's id is
    on the row, as `disclosed_to`."""

    def value(row: Any) -> str:
        return ", ".join(str(words) for name, words in roles.items() if getattr(row, f"{name}_id") == row.disclosed_to)

    return DisclosedColumn(_("The person's part in it"), value, by=tuple(roles))


def own(name: str, by: str, label: "StrOrPromise") -> DisclosedColumn:
    """Describe a text that stands on the row by the side of others', told only to whoever wrote it."""
    return DisclosedColumn(
        label, lambda row: getattr(row, name) if getattr(row, f"{by}_id") == row.disclosed_to else ""
    )


def as_json(path: str, label: "StrOrPromise", *, without: Collection[str] = ()) -> DisclosedColumn:
    """Describe a JSON object, `without` those of its keys."""

    def value(row: models.Model) -> str:
        told = {key: one for key, one in value_at(row, path).items() if key not in without}
        return json.dumps(told, ensure_ascii=False, default=plain_value)

    return DisclosedColumn(label, value)
