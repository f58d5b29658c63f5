"""The registers in the Wagtail admin: one menu with four lists."""

from django.db.models import BooleanField
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from snippets.dataset_type import DatasetType
from snippets.registers import DataType, Goal, Initiative


class RegisterIndex(IndexView):
    """Without checkboxes: there are no bulk actions."""

    @cached_property
    def columns(self) -> list[Column]:
        return [column for column in super().columns if column.name != "bulk_actions"]

    def _get_custom_column(self, field_name: str, column_class: type[Column] = Column, **kwargs: object) -> Column:
        """Show a tick instead of the text True."""
        is_yes_or_no = isinstance(self.model._meta.get_field(field_name), BooleanField)
        return super()._get_custom_column(field_name, BooleanColumn if is_yes_or_no else column_class, **kwargs)


class RegisterViewSet(SnippetViewSet):
    """List, add and edit, with history. Entries are retired (`is_active`), never deleted or copied."""

    icon = "tag"
    index_view_class = RegisterIndex
    list_display = ["name", "is_active"]
    list_filter = ["is_active"]
    list_per_page = 50
    copy_view_enabled = False
    inspect_view_enabled = False


class InitiativeViewSet(RegisterViewSet):
    model = Initiative
    list_display = ["name", "is_strategic", "is_active"]
    list_filter = ["is_strategic", "is_active"]


class GoalViewSet(RegisterViewSet):
    model = Goal
    list_display = ["name", "kind", "is_active"]
    list_filter = ["kind", "is_active"]


class DataTypeViewSet(RegisterViewSet):
    model = DataType


class DatasetTypeViewSet(RegisterViewSet):
    model = DatasetType
    list_display = ["name", "kind", "minimum_count", "is_confidential", "is_active"]
    list_filter = ["kind", "is_active"]


class Registers(SnippetViewSetGroup):
    items = (InitiativeViewSet, GoalViewSet, DataTypeViewSet, DatasetTypeViewSet)
    menu_label = _("Registers")
    menu_icon = "clipboard-list"
    menu_order = 200
