"""The dashboard of the Wagtail admin: counts with links, tasks, and the user's latest edits."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import RecentEditsPanel
from wagtail.models import Page

from accounts.roles import Right
from home.admin.allowed_pages import editors_pages
from meetings.agreements.models import Agreement
from meetings.forum import my_tasks as forum_tasks
from meetings.forum.pages import ExamplePage, ForumPage
from meetings.overview import my_tasks as overview_tasks
from meetings.template import my_tasks as template_tasks
from meetings.template.pages import TemplateIndexPage, TemplatePage
from meetings.units import access


class SummaryLink(SummaryItem):
    """A summary item: a count, and the list it links to."""

    template_name = "home/dashboard_link.html"
    icon = "doc-empty"

    def get_context_data(self, parent_context: dict[str, object]) -> dict[str, object]:
        return {"icon": self.icon, "url": self.url(), "label": self.label()}

    def url(self) -> str:
        raise NotImplementedError

    def label(self) -> str:
        raise NotImplementedError

    def _count(self, kind: type[Page]) -> int:
        return editors_pages(self.request.user).filter(pk__in=kind.objects.values("pk")).count()


class Templates(SummaryLink):
    order = 100
    icon = "list-ol"

    def url(self) -> str:
        return _explore(TemplateIndexPage)

    def label(self) -> str:
        return _("Templates: %(count)s") % {"count": self._count(TemplatePage)}


class Examples(SummaryLink):
    order = 200
    icon = "group"

    def url(self) -> str:
        return _explore(ForumPage)

    def label(self) -> str:
        return _("Examples in the leader forum: %(count)s") % {"count": self._count(ExamplePage)}


class Agreements(SummaryLink):
    order = 300
    icon = "tick-inverse"

    def is_shown(self) -> bool:
        return access.of(self.request.user).everywhere(Right.SEE_AGREEMENT_REGISTER)

    def url(self) -> str:
        return reverse("meetings_agreement_modeladmin_index")

    def label(self) -> str:
        return _("Agreements: %(count)s") % {"count": access.visible_to(self.request.user, Agreement).count()}


def replace_summary_items(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Hook construct_homepage_summary_items: replace Wagtail's items by ours."""
    items[:] = [Templates(request), Examples(request), Agreements(request)]


class TasksPanel(Component):
    """The user's tasks as a central editor, as on the front page. Not those the user has as a member of a unit."""

    template_name = "home/editor_tasks.html"
    order = 50

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, object]:
        user, today = parent_context["request"].user, timezone.localdate()
        to_decide = [task for task in forum_tasks.tasks_for(user, today) if task.count]
        return {"tasks": [*template_tasks.tasks_for(user, today), *overview_tasks.tasks_for(user, today), *to_decide]}


class LastEdits(RecentEditsPanel):
    """The latest edits, only of the editors' pages: Wagtail's list includes the user's edits of a unit's pages."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, object]:
        context = super().get_context_data(parent_context)
        open_to = editors_pages(parent_context["request"].user)
        shown = set(
            open_to.filter(pk__in=[page.pk for _when, page in context["last_edits"]]).values_list("pk", flat=True)
        )
        return context | {"last_edits": [edit for edit in context["last_edits"] if edit[1].pk in shown]}


def replace_homepage_panels(request: HttpRequest, panels: list[Component]) -> None:
    """Hook construct_homepage_panels: drop Wagtail's panels on workflows and locks, whose views are not allowed."""
    panels[:] = [TasksPanel(), LastEdits()]


def _explore(kind: type[Page]) -> str:
    found = kind.objects.values_list("pk", flat=True).first()
    return reverse("wagtailadmin_explore", args=[found]) if found else reverse("wagtailadmin_explore_root")
