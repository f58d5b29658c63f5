"""Wagtail's page views without filters that name people, without checkboxes for bulk actions (not allowed), and without
the side panel "checks", which needs Wagtail's user bar on the page."""

from django.utils.translation import gettext_lazy as _
from django_filters import DateFromToRangeFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page


class UpdatedFilter(WagtailFilterSet):
    """Filter by date only: Wagtail's also lists owners and authors, which are the people of all units, by name."""

    latest_revision_created_at = DateFromToRangeFilter(label=_("Date updated"), widget=DateRangePickerWidget)

    class Meta:
        model = Page
        fields: list[str] = []


def without_bulk_actions(columns: list[Column]) -> list[Column]:
    return [column for column in columns if column.name != "bulk_actions"]


class EditorExplorer(ExplorableIndexView):
    base_columns = without_bulk_actions(ExplorableIndexView.base_columns)


class EditorSearch(SearchView):
    columns = without_bulk_actions(SearchView.columns)


class NoChecksPanelMixin:
    """For the create and edit views: keeps the side panels status and preview."""

    def get_side_panels(self) -> MediaContainer:
        panels = super().get_side_panels()  # type: ignore[misc]
        return MediaContainer([panel for panel in panels if panel.name != "checks"])


class EditorEditView(NoChecksPanelMixin, EditView):
    pass


class EditorCreateView(NoChecksPanelMixin, CreateView):
    pass


class EditorPages(PageViewSet):
    model = Page
    name = "editor_pages"
    index_view_class = EditorExplorer
    search_view_class = EditorSearch
    edit_view_class = EditorEditView
    add_view_class = EditorCreateView
    filterset_class = UpdatedFilter
