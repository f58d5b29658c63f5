"""Begin with the standard template."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.audit import record
from foundation.errors import NotAllowed
from meetings.first_day.standard_template import standard_template
from meetings.template.copy_template import YearHasTemplate
from meetings.template.pages import TemplateIndexPage, TemplatePage
from meetings.units import access


def use_standard_template(*, school_year: str, by: User) -> TemplatePage:
    """Publish it for `school_year`; where templates are moderated, it stays a draft until that is done.

    Raises NotAllowed, YearHasTemplate.
    """
    if not access.of(by).has(Right.EDIT_TEMPLATES):
        raise NotAllowed(_("Only central editors write templates."))
    page = standard_template(school_year)
    page.owner = by
    with transaction.atomic():
        index = TemplateIndexPage.objects.select_for_update().get()  # one at a time
        if TemplatePage.objects.filter(school_year=school_year).exists():
            raise YearHasTemplate(_("There is already a template for %(year)s.") % {"year": school_year})
        index.add_child(instance=page)
        revision = page.save_revision(user=by, log_action="wagtail.create")
        record("template.standard_used", page, by=by)
        if page.get_workflow() is None:
            revision.publish(user=by, skip_permission_checks=True)
            page.refresh_from_db()
    return page
