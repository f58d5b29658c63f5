"""The register of all agreements, read by central staff in the editor. Nothing is changed there."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

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
from meetings.minutes.agreement_fields import SHARED, TEXTS
from meetings.template.enums import ItemOwner
from meetings.units import access
from meetings.units.pages import AreaPage
from snippets.models import Initiative

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


Choices = Sequence[tuple[str, "StrOrPromise"]]


class RegisterPermissions(PermissionHelper):
    """Asks the access rules, not Django's model permissions; superusers have no more here than their roles give."""

    def user_has_any_permissions(self, user: AnyUser) -> bool:
        return access.of(user).everywhere(Right.SEE_AGREEMENT_REGISTER)

    user_can_list = user_has_any_permissions

    def user_can_inspect_obj(self, user: AnyUser, obj: Agreement) -> bool:
        return self.user_can_list(user)

    def user_can_create(self, user: AnyUser) -> bool:
        return False

    def user_can_edit_obj(self, user: AnyUser, obj: Agreement) -> bool:
        return False

    user_can_delete_obj = user_can_edit_obj


class RegisterFilter(SimpleListFilter):
    """A filter with a lookup of its own and a fixed list of values: what is not on the list is not asked for."""

    lookup: str
    values: Callable[[], Choices]

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> "list[tuple[str, StrOrPromise]]":
        return list(self.values())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Agreement]) -> QuerySet[Agreement]:
        value = self.value()
        known = {choice for choice, _label in self.lookup_choices}
        return queryset.filter(**{self.lookup: value}) if value in known else queryset


class OverdueFilter(RegisterFilter):
    title = _("deadline")
    parameter_name = "overdue"
    values = staticmethod(lambda: [("1", _("Past its date"))])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Agreement]) -> QuerySet[Agreement]:
        late = Agreement.objects.overdue(timezone.localdate())
        return queryset.filter(pk__in=late) if self.value() == "1" else queryset


def filter_of(
    title: "StrOrPromise", name: str, values: Callable[[], Choices], lookup: str = ""
) -> type[RegisterFilter]:
    """A filter by the field `lookup` (or `name`), with the choices that `values` gives at the time."""
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
    """The list and its exports: text is text, never a formula."""

    def get_filters_params(self, params: QueryDict | None = None) -> dict[str, list[str]]:
        """Only our filters' own words. Plain modeladmin takes any field lookup from the address, also across relations
        (a person's password hash can be guessed that way, letter by letter)."""
        own = {one.parameter_name for one in FILTERS}
        return {name: value for name, value in super().get_filters_params(params).items() if name in own}

    def get_heading(self, queryset: AgreementQuerySet, field: str) -> str:
        """The label with its first letter large: in Danish the other words of a heading have small ones."""
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
        "text", "unit", "area", "school_year", "owner_in_words", *(name for name in SHARED[1:] if name != "owner"),
        "status_in_words", "closed_on", "initiative",
    )  # fmt: skip
    list_per_page = 50
    search_fields = (*TEXTS, "unit__title")
    inspect_view_fields = ("unit", *SHARED, "status", "closed_on", "initiative")
    export_filename = "aftaler"

    def get_queryset(self, request: HttpRequest) -> AgreementQuerySet:
        return access.visible_to(request.user, Agreement).with_origin().order_by("due_on", "pk")

    def get_permissions_for_registration(self) -> QuerySet[Permission]:
        """None: groups in the editor give no right to agreements."""
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
