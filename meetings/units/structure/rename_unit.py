"""Rename a unit. Its address stays, so that links in mails and documents go on leading there."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.audit import record
from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import bump_version
from foundation.text.danish_slug import danish_slug
from meetings.units import access
from meetings.units.create_unit import MAX_SLUG_LENGTH, NameTaken
from meetings.units.pages import UnitPage


def rename_unit(*, unit: UnitPage, title: str, by: User, expected_version: int | None = None) -> UnitPage:
    """Rename the unit. What is frozen keeps the earlier name. Raises NotAllowed, NameTaken, ChangedMeanwhile."""
    if not access.of(by).everywhere(Right.MANAGE_UNITS):
        raise NotAllowed(_("Only an administrator can do this."))
    title = title.strip()
    slug = danish_slug(title, max_length=MAX_SLUG_LENGTH)
    if not slug:
        raise NameTaken(_("Write a name with letters."), field="title")
    with transaction.atomic():
        others = UnitPage.objects.filter(area=unit.area_id).exclude(pk=unit.pk).values_list("title", flat=True)
        if slug in {danish_slug(other, max_length=MAX_SLUG_LENGTH) for other in others}:  # as a file of units is read
            raise NameTaken(_("There is a unit of that name already. Choose another name."), field="title")
        unit = bump_version(UnitPage.objects.filter(pk=unit.pk), expected_version, title=title, draft_title=title)
        unit.save(update_fields=["title"])  # the search index follows what is saved
        unit.save_revision(user=by, log_action=True)
        record("unit.renamed", unit, by=by, unit_id=unit.pk)
    return unit
