"""How a row of the content is said in words."""

from datetime import date

from django.utils.translation import gettext as _

from foundation.text import danish_formats
from meetings.minutes.approval.canonical_content import Content
from meetings.template.enums import ItemOwner


def day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


def day_of(iso: str) -> str:
    """inden 1. februar 2027; empty without a date."""
    return _("by %(day)s") % {"day": danish_formats.date(day(iso))} if iso else ""


def owner_of(row: Content, unit: str = "") -> str:
    """Skovskolen (Tom Tang); Forvaltningen; empty when nobody is named. `unit` is the unit's name."""
    if not row["owner"]:
        return row["owner_detail"]
    owner = unit if unit and row["owner"] == ItemOwner.UNIT else str(ItemOwner(row["owner"]).label)
    return f"{owner} ({row['owner_detail']})" if row["owner_detail"] else owner
