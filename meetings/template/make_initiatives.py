"""Create initiatives in the register from the focus topics of a template."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from meetings.template.focus_topics import NAME_LENGTH, name_of, topics_to_make
from meetings.template.pages import TemplatePage
from meetings.units import access
from snippets.models import Initiative


def make_initiatives(*, template: TemplatePage, topics: list[str], by: User) -> list[Initiative]:
    """Create strategic initiatives for those of `topics` that are focus topics without an initiative, and return them.

    Raises NotAllowed. A retired initiative counts as existing.
    """
    if not access.of(by).has(Right.EDIT_TEMPLATES):
        raise NotAllowed(_("Only central editors write templates."))
    with transaction.atomic():
        wanted = [topic for topic in topics_to_make(template) if topic in topics]
        found = [Initiative.objects.get_or_create(name=name_of(topic), defaults=_fields(topic)) for topic in wanted]
        made = [initiative for initiative, is_new in found if is_new]
        if made:
            audit.record("template.initiatives_made", template, by=by, initiatives=len(made))
    return made


def _fields(topic: str) -> dict[str, object]:
    return {"is_strategic": True, "description": topic if len(topic) > NAME_LENGTH else ""}
