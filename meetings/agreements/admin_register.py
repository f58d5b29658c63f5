"""Read-only list of all agreements in the Wagtail admin, for central staff."""

from django.contrib.admin import display
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.agreements.enums import AgreementStatus
from meetings.agreements.models import Agreement, AgreementQuerySet
from meetings.cycle.models import Cycle
from meetings.minutes.agreement_fields import SHARED_FIELDS, TEXT_FIELDS
from meetings.template.enums import ItemOwner
from meetings.units import access
from meetings.units.registers import Choices, RegisterAdmin, RegisterFilter, RegisterPermissions, areas, filter_of
from snippets.models import Initiative


class AgreementPermissions(RegisterPermissions):
    right = Right.SEE_AGREEMENT_REGISTER

    def user_can_inspect_obj(self, user: AnyUser, obj: object) -> bool:
        return self.user_can_list(user)


class OverdueFilter(RegisterFilter):
    title = _("deadline")
    parameter_name = "overdue"
    values = staticmethod(lambda: [("1", _("Past its date"))])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> QuerySet[Model]:
        late = Agreement.objects.overdue(timezone.localdate())
        return queryset.filter(pk__in=late) if self.value() == "1" else queryset


def _years() -> Choices:
    return [(year, year) for year in Cycle.objects.values_list("school_year", flat=True)]


def _initiatives() -> Choices:
    return [(str(pk), name) for pk, name in Initiative.objects.values_list("pk", "name")]


FILTERS = (
    filter_of(_("status"), "status", lambda: AgreementStatus.choices),
    filter_of(_("owner"), "owner", lambda: ItemOwner.choices),
    filter_of(_("school year"), "school_year", _years, "minutes__meeting__cycle__school_year"),
    filter_of(_("area"), "area", areas, "unit__area"),
    filter_of(_("initiative"), "initiative", _initiatives),
    OverdueFilter,
)


class AgreementRegister(RegisterAdmin):
    model = Agreement
    menu_label = _("Agreements")
    menu_icon = "tick-inverse"
    menu_order = 320
    permission_helper_class = AgreementPermissions
    inspect_view_enabled = True
    list_display = ("text", "unit", "area", "school_year", "owner", "due_on", "status", "initiative")
    list_filter = FILTERS
    list_export = (
        "text", "unit", "area", "school_year", "owner_in_words",
        *(name for name in SHARED_FIELDS[1:] if name != "owner"),
        "status_in_words", "closed_on", "initiative",
    )  # fmt: skip
    search_fields = (*TEXT_FIELDS, "unit__title")
    inspect_view_fields = ("unit", *SHARED_FIELDS, "status", "closed_on", "initiative")
    export_filename = "aftaler"

    def rows(self, request: HttpRequest) -> AgreementQuerySet:
        return access.visible_to(request.user, Agreement, Agreement.objects.with_related()).order_by("due_on", "pk")

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
