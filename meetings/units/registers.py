"""What all registers share: read-only lists in the Wagtail admin, with filters and export as Excel and CSV."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.utils import label_for_field
from django.contrib.auth.models import Permission
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.decorators import method_decorator
from django.utils.encoding import force_str
from django.utils.text import capfirst
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView, InspectView

from accounts.roles import Right
from accounts.second_factor.require_recent import require_recent_second_factor
from accounts.user import AnyUser
from foundation.text.spreadsheet_escape import escape_cell
from meetings.units import access
from meetings.units.pages import AreaPage

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise


Choices = Sequence[tuple[str, "StrOrPromise"]]


class RegisterPermissions(PermissionHelper):
    """Permissions from our access rules, not Django's model permissions; superusers have only those of their roles.

    The list alone, unless a subclass lets single records be inspected.
    """

    right: ClassVar[Right] = Right.SEE_REGISTERS

    def user_has_any_permissions(self, user: AnyUser) -> bool:
        return access.of(user).everywhere(self.right)

    user_can_list = user_has_any_permissions

    def user_can_inspect_obj(self, user: AnyUser, obj: object) -> bool:
        return False

    def user_can_create(self, user: AnyUser) -> bool:
        return False

    def user_can_edit_obj(self, user: AnyUser, obj: object) -> bool:
        return False

    user_can_delete_obj = user_can_edit_obj


class RegisterFilter(SimpleListFilter):
    """A filter by one field lookup and a fixed list of values; any other value is ignored."""

    lookup: str
    values: Callable[[], Choices]

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> "list[tuple[str, StrOrPromise]]":
        return list(self.values())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> QuerySet[Model]:
        value = self.value()
        known = {choice for choice, _label in self.lookup_choices}
        return queryset.filter(**{self.lookup: value}) if value in known else queryset


def filter_of(
    title: "StrOrPromise", name: str, values: Callable[[], Choices], lookup: str = ""
) -> type[RegisterFilter]:
    """Return a filter class on the field `lookup` (default `name`); `values` gives the choices for each request."""
    parts = {"title": title, "parameter_name": name, "values": staticmethod(values), "lookup": lookup or name}
    return type(f"{name}_filter", (RegisterFilter,), parts)


def areas() -> Choices:
    return [(str(pk), title) for pk, title in AreaPage.objects.order_by("title").values_list("pk", "title")]


@method_decorator(require_recent_second_factor(when=lambda request: "export" in request.GET), name="dispatch")
class RegisterView(IndexView):
    """The list and its exports; exported cells are escaped, so that no text is read as a formula."""

    def get_filters_params(self, params: QueryDict | None = None) -> dict[str, list[str]]:
        """Return only the parameters of the register's own filters.

        Plain modeladmin takes any field lookup from the query string, also across relations (a person's password hash
        can be guessed that way, letter by letter).
        """
        own = {one.parameter_name for one in self.model_admin.list_filter}
        return {name: value for name, value in super().get_filters_params(params).items() if name in own}

    def get_heading(self, queryset: QuerySet[Model], field: str) -> str:
        """The label in sentence case, as in Danish, instead of title case."""
        return capfirst(str(label_for_field(field, self.model, self.model_admin)))

    def preprocess_field_value(self, field: str, value: object, export_format: str) -> object:
        value = super().preprocess_field_value(field, value, export_format)
        return escape_cell(value if value is None or not hasattr(value, "_meta") else force_str(value))

    def to_row_dict(self, item: Model) -> dict[str, object]:
        return {name: "" if value == "-" else value for name, value in super().to_row_dict(item).items()}


class RegisterInspectView(InspectView):
    def get_field_display_value(self, field_name: str, field: object = None) -> object:
        """The base class asks whether the value is an image or a document of Wagtail's, and imports those apps for
        that: they are not installed, so it would add models without tables to the running process."""
        display = getattr(self.instance, f"get_{field_name}_display", None)
        value = display() if display else getattr(self.instance, field_name)
        return value or self.model_admin.get_empty_value_display(field_name)


class RegisterAdmin(ModelAdmin):
    """A subclass names model, columns, filters and who sees it; `get_queryset` gives the rows, with what they show."""

    permission_helper_class = RegisterPermissions
    index_view_class = RegisterView
    inspect_view_class = RegisterInspectView
    history_view_enabled = False
    list_per_page = 50

    def rows(self, request: HttpRequest) -> QuerySet[Model]:
        raise NotImplementedError

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        if not self.permission_helper.user_can_list(request.user):
            return self.model._default_manager.none()
        return self.rows(request)

    def get_permissions_for_registration(self) -> QuerySet[Permission]:
        """None: Wagtail groups give no right to what stands in registers."""
        return Permission.objects.none()
