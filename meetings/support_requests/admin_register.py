"""Read-only list in the Wagtail admin of all wishes, for administrators."""

from django.contrib.admin import display
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.cycle.models import Cycle
from meetings.support_requests.enums import Origin, SupportRequestState
from meetings.support_requests.models import SupportRequest
from meetings.units.registers import Choices, RegisterAdmin, RegisterFilter, areas, filter_of


class OverdueFilter(RegisterFilter):
    title = _("deadline")
    parameter_name = "overdue"
    values = staticmethod(lambda: [("1", _("Past its date"))])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> QuerySet[Model]:
        late = SupportRequest.objects.overdue(timezone.localdate())
        return queryset.filter(pk__in=late) if self.value() == "1" else queryset


def _years() -> Choices:
    return [(year, year) for year in Cycle.objects.values_list("school_year", flat=True)]


class WishRegister(RegisterAdmin):
    model = SupportRequest
    menu_label = _("Wishes")
    menu_icon = "comment"
    menu_order = 325
    list_display = ("text", "unit", "area", "school_year", "origin", "responsible", "answer_by", "state")
    list_filter = (
        filter_of(_("state"), "state", lambda: SupportRequestState.choices),
        filter_of(_("came from"), "origin", lambda: Origin.choices),
        filter_of(_("school year"), "school_year", _years, "meeting__cycle__school_year"),
        filter_of(_("area"), "area", areas, "meeting__unit__area"),
        OverdueFilter,
    )
    list_export = (
        "text", "unit", "area", "school_year", "initiative_name", "origin_in_words", "wished_on", "responsible",
        "answer_by", "state_in_words", "answer", "answered_on", "outcome", "closed_on",
    )  # fmt: skip
    search_fields = ("text", "answer", "outcome", "initiative_name", "meeting__unit__title")
    export_filename = "oensker"

    def rows(self, request: HttpRequest) -> QuerySet[SupportRequest]:
        related = ("meeting__unit__area", "meeting__cycle", "responsible")
        wishes: QuerySet[SupportRequest] = SupportRequest.objects.select_related(*related).order_by("answer_by", "pk")
        return wishes

    # Columns ---------------------------------------------------------------------------------------------------------

    @display(description=_("unit"), ordering="meeting__unit__title")
    def unit(self, wish: SupportRequest) -> str:
        return wish.meeting.unit.title

    @display(description=_("area"), ordering="meeting__unit__area__title")
    def area(self, wish: SupportRequest) -> str:
        return wish.meeting.unit.area.title

    @display(description=_("school year"), ordering="meeting__cycle__school_year")
    def school_year(self, wish: SupportRequest) -> str:
        return wish.meeting.school_year

    @display(description=_("came from"))
    def origin_in_words(self, wish: SupportRequest) -> str:
        return wish.get_origin_display()

    @display(description=_("state"))
    def state_in_words(self, wish: SupportRequest) -> str:
        return wish.get_state_display()

    @display(description=_("wished"))
    def wished_on(self, wish: SupportRequest) -> str:
        return timezone.localdate(wish.created_at).isoformat()

    @display(description=_("answered"))
    def answered_on(self, wish: SupportRequest) -> str:
        return timezone.localdate(wish.answered_at).isoformat() if wish.answered_at else ""

    @display(description=_("closed"))
    def closed_on(self, wish: SupportRequest) -> str:
        return timezone.localdate(wish.closed_at).isoformat() if wish.closed_at else ""
