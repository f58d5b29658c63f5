"""Read-only list in the Wagtail admin of approved minutes: which are journalised, and where. Nothing of their text."""

from collections.abc import Callable

from django.contrib.admin import display
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Right
from meetings.cycle.models import Cycle
from meetings.exports.models import JournalEntry
from meetings.minutes.record import ApprovalRecord
from meetings.units.registers import RegisterAdmin, RegisterFilter, RegisterPermissions, areas, filter_of


class JournalisedFilter(RegisterFilter):
    title = _("journalised")
    parameter_name = "journalised"
    values = staticmethod(lambda: [("1", _("Yes")), ("0", _("No"))])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> QuerySet[Model]:
        chosen = {"1": False, "0": True}.get(self.value() or "")
        return queryset if chosen is None else queryset.filter(minutes__journal_entry__isnull=chosen)


def _years() -> list[tuple[str, str]]:
    return [(year, year) for year in Cycle.objects.values_list("school_year", flat=True)]


FILTERS = (
    JournalisedFilter,
    filter_of(_("school year"), "school_year", _years, "minutes__meeting__cycle__school_year"),
    filter_of(_("area"), "area", areas, "minutes__unit__area"),
)


class JournalPermissions(RegisterPermissions):
    """The list alone: a single record would show the text of the minutes."""

    right = Right.SEE_AGREEMENT_REGISTER


class JournalRegister(RegisterAdmin):
    model = ApprovalRecord
    menu_label = _("Journal")
    menu_icon = "folder-open-inverse"
    menu_order = 330
    permission_helper_class = JournalPermissions
    list_display = ("unit", "area", "school_year", "approved_on", "case_number", "document_number", "journalised_on")
    list_filter = FILTERS
    list_export = list_display
    search_fields = ("minutes__unit__title", "minutes__journal_entry__case_number")
    export_filename = "journal"

    def rows(self, request: HttpRequest) -> QuerySet[ApprovalRecord]:
        related = ("minutes__unit__area", "minutes__meeting__cycle", "minutes__journal_entry")
        return ApprovalRecord.objects.select_related(*related).defer("content").order_by("-approved_at", "-pk")

    # Columns ---------------------------------------------------------------------------------------------------------

    @display(description=_("unit"), ordering="minutes__unit__title")
    def unit(self, record: ApprovalRecord) -> str:
        return record.minutes.unit.title

    @display(description=_("area"), ordering="minutes__unit__area__title")
    def area(self, record: ApprovalRecord) -> str:
        return record.minutes.unit.area.title

    @display(description=_("school year"), ordering="minutes__meeting__cycle__school_year")
    def school_year(self, record: ApprovalRecord) -> str:
        return record.minutes.meeting.school_year

    @display(description=_("approved"), ordering="approved_at")
    def approved_on(self, record: ApprovalRecord) -> str:
        return timezone.localdate(record.approved_at).isoformat()

    @display(description=_("case number"), ordering="minutes__journal_entry__case_number")
    def case_number(self, record: ApprovalRecord) -> str:
        return _of_entry(record, lambda entry: entry.case_number)

    @display(description=_("document number"))
    def document_number(self, record: ApprovalRecord) -> str:
        return _of_entry(record, lambda entry: entry.document_number)

    @display(description=_("journalised"), ordering="minutes__journal_entry__noted_at")
    def journalised_on(self, record: ApprovalRecord) -> str:
        return _of_entry(record, lambda entry: timezone.localdate(entry.noted_at).isoformat())


def _of_entry(record: ApprovalRecord, value: Callable[[JournalEntry], str]) -> str:
    """The value of the entry; empty while the minutes are not journalised."""
    entry: JournalEntry | None = getattr(record.minutes, "journal_entry", None)
    return value(entry) if entry is not None else ""
