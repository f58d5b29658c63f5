"""Access rules of templates."""

from django.db.models import Q

from accounts.roles import Right
from meetings.units import access
from meetings.units.access import Access


@access.rule("meetings.TemplateIndexPage")
def template_index(person: Access) -> Q:
    return access.ALL_ROWS if person.has(Right.READ_TEMPLATE) else access.NO_ROWS


@access.rule("meetings.TemplatePage")
def template(person: Access) -> Q:
    """Everybody with READ_TEMPLATE sees published templates; editors also see drafts."""
    if person.has(Right.EDIT_TEMPLATES):
        return access.ALL_ROWS
    return Q(live=True) if person.has(Right.READ_TEMPLATE) else access.NO_ROWS
