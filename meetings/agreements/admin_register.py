"""Read-only list of all agreements in the Wagtail admin, for central staff."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib.admin import SimpleListFilter, display
from django.contrib.admin.utils import label_for_field
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.encoding import force_str
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.text.spreadsheet_escape import escape_cell
from meetings.agreements.enums import AgreementStatus
from meetings.agreements.models import Agreement, AgreementQuerySet
from meetings.cycle.models import Cycle
from meetings.minutes.agreement_fields import SHARED_FIELDS, TEXT_FIELDS
from meetings.template.enums import ItemOwner
from meetings.units import access
from meetings.units.pages import AreaPage
from snippets.models import Initiative

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise


Choices = Sequence[tuple[str, "StrOrPromise"]]


class RegisterPermissions(PermissionHelper):
    """Permissions from our access rules, not Django's model permissions; superusers have only those of their roles."""

    def user_has_any_permissions(self, user: AnyUser) -> bool:
        return access.of(user).everywhere(Right.SEE_AGREEMENT_REGISTER)

    user_can_list = user_has_any_permissions

    def user_can_inspect_obj(self, user: AnyUser, obj: object) -> bool:
        return self.user_can_list(user)

    def user_can_create(self, user: AnyUser) -> bool:
        return False

    def user_can_edit_obj(self, user: AnyUser, obj: Agreement) -> bool:
        return False

    user_can_delete_obj = user_can_edit_obj


class RegisterFilter(SimpleListFilter):
    """A filter by one field lookup and a fixed list of values; any other value is ignored."""

    lookup: str
    values: Callable[[], Choices]

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> "list[tuple[str, StrOrPromise]]":
        return list(self.values())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        known = {choice for choice, _label in self.lookup_choices}
        return queryset.filter(**{self.lookup: value}) if value in known else queryset


class OverdueFilter(RegisterFilter):
    title = _("deadline")
    parameter_name = "overdue"
    values = staticmethod(lambda: [("1", _("Past its date"))])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        late = Agreement.objects.overdue(timezone.localdate())
        return queryset.filter(pk__in=late) if self.value() == "1" else queryset


def filter_of(
    title: "StrOrPromise", name: str, values: Callable[[], Choices], lookup: str = ""
) -> type[RegisterFilter]:
    """Return a filter class on the field `lookup` (default `name`); `values` gives the choices for each request."""
    parts = {"title": title, "parameter_name": name, "values": staticmethod(values), "lookup": lookup or name}
    return type(f"{name}_filter", (RegisterFilter,), parts)


def _years() -> Choices:
    return [(year, year) for year in Cycle.objects.values_list("school_year", flat=True)]


def _areas() -> Choices:
    return [(str(pk), title) for pk, title in AreaPage.objects.order_by("title").values_list("pk", "title")]


def _initiatives() -> Choices:
    return [(str(pk), name) for pk, name in Initiative.objects.values_list("pk", "name")]


FILTERS = (
    filter_of(_("status"), "status", lambda: AgreementStatus.choices),
    filter_of(_("owner"), "owner", lambda: ItemOwner.choices),
    filter_of(_("school year"), "school_year", _years, "minutes__meeting__cycle__school_year"),
    filter_of(_("area"), "area", _areas, "unit__area"),
    filter_of(_("initiative"), "initiative", _initiatives),
    OverdueFilter,
)


class RegisterView(IndexView):
    """The list and its exports; exported cells are escaped, so that no text is read as a formula."""

    def get_filters_params(self, params: QueryDict | None = None) -> dict[str, list[str]]:
        """Return only the parameters of the register's own filters.

        Plain modeladmin takes any field lookup from the query string, also across relations (a person's password hash
        can be guessed that way, letter by letter).
        """
        own = {one.parameter_name for one in self.model_admin.list_filter}
        return {name: value for name, value in super().get_filters_params(params).items() if name in own}

    def get_heading(self, queryset: AgreementQuerySet, field: str) -> str:
        """The label in sentence case, as in Danish, instead of title case."""
        return capfirst(str(label_for_field(field, self.model, self.model_admin)))

    def preprocess_field_value(self, field: str, value: object, export_format: str) -> object:
        value = super().preprocess_field_value(field, value, export_format)
        return escape_cell(value if value is None or not hasattr(value, "_meta") else force_str(value))

    def to_row_dict(self, item: Agreement) -> dict[str, object]:
        return {name: "" if value == "-" else value for name, value in super().to_row_dict(item).items()}


class AgreementRegister(ModelAdmin):
    model = Agreement
    menu_label = _("Agreements")
    menu_icon = "tick-inverse"
    menu_order = 320
    permission_helper_class = RegisterPermissions
    index_view_class = RegisterView
    inspect_view_enabled = True
    history_view_enabled = False
    list_display = ("text", "unit", "area", "school_year", "owner", "due_on", "status", "initiative")
    list_filter = FILTERS
    list_export = (
        "text", "unit", "area", "school_year", "owner_in_words",
        *(name for name in SHARED_FIELDS[1:] if name != "owner"),
        "status_in_words", "closed_on", "initiative",
    )  # fmt: skip
    list_per_page = 50
    search_fields = (*TEXT_FIELDS, "unit__title")
    inspect_view_fields = ("unit", *SHARED_FIELDS, "status", "closed_on", "initiative")
    export_filename = "aftaler"

    def get_queryset(self, request: HttpRequest) -> AgreementQuerySet:
        return access.visible_to(request.user, Agreement).with_related().order_by("due_on", "pk")

    def get_permissions_for_registration(self) -> QuerySet[Permission]:
        """None: Wagtail groups give no right to agreements."""
        return Permission.objects.none()

    # Columns ---------------------------------------------------------------------------------------------------------

    @display(description=_("area"), ordering="unit__area__title")
    def area(self, agreement: Agreement) -> str:
        return agreement.unit.area.title

    @display(description=_("school year"), ordering="minutes__meeting__cycle__school_year")
    def school_year(self, agreement: Agreement) -> str:
        return agreement.minutes.meeting.school_year

    @display(description=_("owner"))
    def owner_in_words(self, agreement: Agreement) -> str:
        return agreement.get_owner_display()

    @display(description=_("status"))
    def status_in_words(self, agreement: Agreement) -> str:
        return agreement.get_status_display()
