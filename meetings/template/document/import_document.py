"""Make a draft template from a parsed document."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from meetings.template.copy_template import YearHasTemplate
from meetings.template.document.fields import template_field_values
from meetings.template.importing import ParsedTemplate
from meetings.template.pages import TemplateIndexPage, TemplatePage
from meetings.template.school_years import require_school_year
from meetings.units import access


class DraftExists(YearHasTemplate):
    """The school year has a draft, which `replace_draft` may overwrite."""


class TemplateIndexMissing(Refusal):
    """The page that holds the templates is missing."""


def import_document(
    *, parsed: ParsedTemplate, school_year: str, by: User | None, replace_draft: bool = False
) -> TemplatePage:
    """Make a draft TemplatePage with the whole document. `by` is None when an operator runs the command.

    With `replace_draft` an unpublished template of that year gets the document's content.
    Raises NotAllowed, BadSchoolYear, YearHasTemplate or its DraftExists, TemplateIndexMissing.
    """
    if by is not None and not access.of(by).has(Right.EDIT_TEMPLATES):
        raise NotAllowed(_("Only central editors import templates."))
    require_school_year(school_year)
    fields = template_field_values(parsed, school_year=school_year)
    try:
        with transaction.atomic():
            page = _page_for(school_year, fields, by, replace_draft=replace_draft)
            page.save_revision(user=by, log_action="wagtail.edit" if replace_draft else "wagtail.create", clean=False)
            audit.record("template.imported", page, by=by, kept_as_text=len(parsed.kept_as_text))
    except IntegrityError:
        raise _taken(school_year) from None
    return page


def _page_for(school_year: str, fields: dict[str, object], by: User | None, *, replace_draft: bool) -> TemplatePage:
    index = TemplateIndexPage.objects.select_for_update().first()  # one import at a time
    if index is None:
        raise TemplateIndexMissing(
            _("The page that holds the templates is missing. Run “manage.py migrate”, which makes it.")
        )
    existing = TemplatePage.objects.filter(school_year=school_year).first()
    if existing is None:
        return index.add_child(instance=TemplatePage(**fields, live=False, owner=by))
    if existing.live or existing.is_started or not replace_draft:
        raise _taken(school_year, existing)
    for name, value in fields.items():
        setattr(existing, name, value)
    existing.save()
    return existing


def _taken(school_year: str, existing: TemplatePage | None = None) -> YearHasTemplate:
    values = {"year": school_year, "title": existing.title if existing else "…"}
    if existing is None or existing.live:
        return YearHasTemplate(
            _("There is already a template for %(year)s: “%(title)s”. Choose another school year.") % values,
            field="school_year",
        )
    return DraftExists(
        _("There is already a draft for %(year)s: “%(title)s”. Replace it, or choose another school year.") % values,
        field="school_year",
    )
