"""Access rules of templates."""

from django.db.models import Q

from accounts.roles import Right
from meetings.units import access
from meetings.units.access import ALL_ROWS, NO_ROWS, Access


@access.rule("meetings.TemplateIndexPage")
def template_index(access: Access) -> Q:
    return ALL_ROWS if access.has(Right.READ_TEMPLATE) else NO_ROWS


@access.rule("meetings.TemplatePage")
def template(access: Access) -> Q:
    """Everybody with READ_TEMPLATE sees published templates; editors also see drafts."""
    if access.has(Right.EDIT_TEMPLATES):
        return ALL_ROWS
    return Q(live=True) if access.has(Right.READ_TEMPLATE) else NO_ROWS
