"""The person's own entries in the page frame's menu."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import Right
from meetings.units import access
from meetings.units.pages import UnitPage


def entries(request: HttpRequest) -> list[dict[str, object]]:
    """Each entry: `label`, `url`, and whether it is `current`. Only what the person can open; nothing for visitors."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return []
    person = access.of(request.user)
    found: list[tuple[str, str]] = [(_("Front page"), "/")]
    own = UnitPage.objects.filter(pk__in=person.unit_ids(Right.SEE_UNIT)).select_related("area").order_by("title")
    found += [(unit.title, f"/{unit.area.slug}/{unit.slug}/") for unit in own[:3]]
    if person.has(Right.SEE_BOARD_OF_YEAR):
        found.append((_("Overview"), reverse("board_of_year")))
    if person.has(Right.SEE_AGREEMENTS):
        found.append((_("Agreements"), reverse("agreements")))
    if person.has(Right.SEE_FORUM):
        found.append((_("Leader forum"), "/lederforum/"))
    if person.has(Right.READ_TEMPLATE):
        found.append((_("Template"), "/skabeloner/"))
    if person.has(Right.TAKE_OBJECTION) and not person.unit_ids(Right.TAKE_OBJECTION):
        found.append((_("Objections"), reverse("objections")))  # leaders come to theirs from their own pages
    if person.has(Right.MANAGE_UNITS):
        found.append((_("Units"), reverse("units")))
    if person.has(Right.MANAGE_ALL_PEOPLE):
        found.append((_("People"), reverse("people")))
    if person.has(Right.SEE_OPERATION):
        found.append((_("Operation"), reverse("operation")))
    if person.has(Right.OPEN_EDITOR):
        found.append((_("Editor"), "/" + settings.EDITOR_PATH))
    return [
        {"label": label, "url": url, "current": request.path == url or (url != "/" and request.path.startswith(url))}
        for label, url in found
    ]
