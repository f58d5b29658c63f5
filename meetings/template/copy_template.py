"""Copy a template to a new school year."""

from django.db import IntegrityError, transaction
from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from meetings.template.pages import TemplateIndexPage, TemplatePage
from meetings.template.school_years import require_school_year, school_year_of
from meetings.template.signals import template_copied
from meetings.units import access

#: The fields that are copied: all content, but nothing that belongs to the school year.
COPIED_FIELDS = (
    "purpose", "contributes_to", "total_minutes", "frequency", "responsible", "participants", "preparation", "agenda",
    "remark_days",
    "follow_up", "document_headings",
)  # fmt: skip


class YearHasTemplate(Refusal):
    """The school year has a template already."""


class DraftOfTheFuture(Refusal):
    """A draft for a coming school year is not copied: nobody has met by it yet."""


def sources() -> QuerySet[TemplatePage]:
    """Return the templates that can be copied: the newest published one that is not for a coming year first, no drafts
    of coming years."""
    present = school_year_of(timezone.localdate())
    coming = Case(When(live=True, school_year__lte=present, then=Value(0)), default=Value(1))
    return TemplatePage.objects.filter(Q(live=True) | Q(school_year__lte=present)).order_by(coming, "-school_year")


def is_source(template: TemplatePage) -> bool:
    """Return whether `sources` has it."""
    return template.live or template.school_year <= school_year_of(timezone.localdate())


def copy_template(*, source: TemplatePage, school_year: str, by: User) -> TemplatePage:
    """Make a draft for `school_year` from the newest revision of `source`, published or not.

    Blocks keep their ids, so that an agenda item can be followed over the years. The source's school year in the title
    is replaced by the new one. Raises NotAllowed, BadSchoolYear, YearHasTemplate, DraftOfTheFuture.
    """
    if not access.of(by).has(Right.EDIT_TEMPLATES):
        raise NotAllowed(_("Only central editors write templates."))
    require_school_year(school_year)
    if not is_source(source):
        raise DraftOfTheFuture(_("A draft for a coming school year cannot be copied. Choose another template."))
    newest = source.get_latest_revision_as_object()
    page = TemplatePage(
        title=_title(newest, school_year),
        school_year=school_year,
        live=False,
        owner=by,
        **{name: getattr(newest, name) for name in COPIED_FIELDS},
    )
    try:
        with transaction.atomic():
            index = TemplateIndexPage.objects.select_for_update().get()
            if TemplatePage.objects.filter(school_year=school_year).exists():
                raise _taken(school_year)
            index.add_child(instance=page)
            page.save_revision(user=by, log_action="wagtail.create", clean=False)
            audit.record("template.copied", page, by=by, source=source.pk)
            template_copied.send(sender=TemplatePage, source=source, template=page, by=by)
    except IntegrityError:
        raise _taken(school_year) from None
    return page


def _title(source: TemplatePage, school_year: str) -> str:
    if source.school_year in source.title:
        return source.title.replace(source.school_year, school_year)
    return source.title


def _taken(school_year: str) -> YearHasTemplate:
    message = _("There is already a template for %(year)s. Change that one, or choose another school year.")
    return YearHasTemplate(message % {"year": school_year}, field="school_year")
