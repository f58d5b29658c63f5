"""Tasks of a central editor about templates."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.my_task import MyTask
from meetings.moderation.tasks import OtherEditorTask
from meetings.moderation.waiting import pages_at
from meetings.template.pages import TemplatePage
from meetings.template.readiness import missing_parts
from meetings.template.school_years import school_year_of, year_after
from meetings.units import access

#: From April the next year's template is a task: units plan their meetings before the summer.
FIRST_MONTH_OF_PLANNING = 4


def tasks_for(user: AnyUser, today: date) -> list[MyTask]:
    """Return tasks for unfinished drafts, and for the coming year if it has no template."""
    if not access.of(user, today).has(Right.EDIT_TEMPLATES):
        return []
    waiting = {row.pk: row for row in TemplatePage.objects.filter(pk__in=pages_at(OtherEditorTask, TemplatePage))}
    found = [_waiting(template) for template in waiting.values() if not template.is_submitted_by(user)]
    drafts = TemplatePage.objects.filter(live=False).exclude(pk__in=waiting).order_by("school_year")
    found += [_draft(template) for template in drafts]
    lacking = _year_without_template(today)
    if lacking:
        found.append(
            MyTask(
                title=_("There is no template for %(year)s yet") % {"year": lacking},
                action=_("Make one"),
                url=reverse("template_copy") if TemplatePage.objects.exists() else reverse("template_import"),
                detail=_("Begin from last year's, or import a document."),
            )
        )
    return found


def _waiting(template: TemplatePage) -> MyTask:
    return MyTask(
        title=_("The template for %(year)s waits for your approval") % {"year": template.school_year},
        action=_("Read and decide"),
        url=reverse("template_decide", kwargs={"slug": template.slug}),
    )


def _draft(template: TemplatePage) -> MyTask:
    newest = template.get_latest_revision_as_object()
    lacks = missing_parts(newest)
    state = template.current_workflow_state
    reason = state.current_task_state.comment if state and state.status == state.STATUS_NEEDS_CHANGES else ""
    return MyTask(
        title=_("The template for %(year)s is a draft") % {"year": template.school_year},
        action=_("Edit and publish"),
        url=reverse("wagtailadmin_pages:edit", args=[template.pk]),
        detail=_("Sent back: »%(reason)s«") % {"reason": reason}
        if reason
        else lacks[0].message
        if lacks
        else _("It is ready to be published."),
    )


def _year_without_template(today: date) -> str:
    """Return this school year, or from April the next one; empty when it has a template or a draft."""
    present = school_year_of(today)
    is_planning = FIRST_MONTH_OF_PLANNING <= today.month < 8
    year = year_after(present) if is_planning else present
    return "" if TemplatePage.objects.filter(school_year=year).exists() else year
