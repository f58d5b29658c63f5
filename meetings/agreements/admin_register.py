"""The register of all agreements, read by central staff in the editor. Nothing is changed there."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.text.spreadsheet_escape import escape_cell
from meetings.agreements.enums import AgreementStatus
from meetings.agreements.models import Agreement
from meetings.cycle.models import Cycle
from meetings.template.enums import ItemOwner
from meetings.units import access
from meetings.units.pages import AreaPage
from snippets.models import Initiative


class RegisterPermissions(PermissionHelper):
    """Asks the access room, not Django's model permissions; superusers have no more here than their roles give."""

    def _sees(self, user: AnyUser) -> bool:
        return access.of(user).everywhere(Right.SEE_AGREEMENT_REGISTER)

    def user_has_any_permissions(self, user: AnyUser) -> bool:
        return self._sees(user)

    def user_can_list(self, user: AnyUser) -> bool:
        return self._sees(user)

    def user_can_inspect_obj(self, user: AnyUser, obj: Any) -> bool:
        return self._sees(user)

    def user_can_create(self, user: AnyUser) -> bool:
        return False

    def user_can_edit_obj(self, user: AnyUser, obj: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: AnyUser, obj: Any) -> bool:
        return False


class RegisterFilter(SimpleListFilter):
    """A filter with a lookup of its own and a fixed list of values: what is not on the list is not asked for."""

    lookup = ""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        known = {str(choice) for choice, _label in self.lookup_choices}
        return queryset.filter(**{self.lookup: value}) if value in known else queryset


class StatusFilter(RegisterFilter):
    title = _("status")
    parameter_name = lookup = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(AgreementStatus.choices)


class OwnerFilter(RegisterFilter):
    title = _("owner")
    parameter_name = lookup = "owner"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(ItemOwner.choices)


class SchoolYearFilter(RegisterFilter):
    title = _("school year")
    parameter_name = "school_year"
    lookup = "minutes__meeting__cycle__school_year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(year, year) for year in Cycle.objects.values_list("school_year", flat=True)]


class AreaFilter(RegisterFilter):
    title = _("area")
    parameter_name = "area"
    lookup = "unit__area"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(pk), title) for pk, title in AreaPage.objects.order_by("title").values_list("pk", "title")]


class InitiativeFilter(RegisterFilter):
    title = _("initiative")
    parameter_name = lookup = "initiative"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(pk), name) for pk, name in Initiative.objects.values_list("pk", "name")]


class OverdueFilter(SimpleListFilter):
    title = _("deadline")
    parameter_name = "overdue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("1", _("Past its date"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any]:
        return queryset.overdue(timezone.localdate()) if self.value() == "1" else queryset


FILTERS = (StatusFilter, OwnerFilter, SchoolYearFilter, AreaFilter, InitiativeFilter, OverdueFilter)


class RegisterView(IndexView):
    """The list and its exports: text is text, never a formula."""

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        """Only our filters' own words. Plain modeladmin takes any field lookup from the address, also across relations
        (a person's password hash can be guessed that way, letter by letter)."""
        own = {one.parameter_name for one in FILTERS}
        return {name: value for name, value in super().get_filters_params(params).items() if name in own}

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        value = super().preprocess_field_value(field, value, export_format)
        return escape_cell(value if value is None or not hasattr(value, "_meta") else force_str(value))

    def to_row_dict(self, item: Any) -> dict[str, Any]:
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
        "text", "unit", "area", "school_year", "owner_in_words", "owner_detail", "due_on", "status_in_words",
        "closed_on", "initiative",
    )  # fmt: skip
    list_per_page = 50
    search_fields = ("text", "owner_detail", "unit__title")
    inspect_view_fields = ("text", "unit", "owner", "owner_detail", "due_on", "status", "closed_on", "initiative")
    export_filename = "aftaler"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return access.visible_to(request.user, Agreement).with_origin().order_by("due_on", "pk")

    def get_permissions_for_registration(self) -> QuerySet[Permission]:
        """None: groups in the editor give no right to agreements."""
        return Permission.objects.none()

    # Columns ---------------------------------------------------------------------------------------------------------

    def area(self, agreement: Agreement) -> str:
        return agreement.unit.area.title

    area.short_description = _("area")  # type: ignore[attr-defined]
    area.admin_order_field = "unit__area__title"  # type: ignore[attr-defined]

    def school_year(self, agreement: Agreement) -> str:
        return agreement.minutes.meeting.school_year

    school_year.short_description = _("school year")  # type: ignore[attr-defined]
    school_year.admin_order_field = "minutes__meeting__cycle__school_year"  # type: ignore[attr-defined]

    def owner_in_words(self, agreement: Agreement) -> str:
        return agreement.get_owner_display()

    owner_in_words.short_description = _("owner")  # type: ignore[attr-defined]

    def status_in_words(self, agreement: Agreement) -> str:
        return agreement.get_status_display()

    status_in_words.short_description = _("status")  # type: ignore[attr-defined]
