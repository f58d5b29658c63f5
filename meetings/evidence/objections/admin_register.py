"""Read-only list in the Wagtail admin of objections, for administrators: never what was hidden, nor the reason."""

from django.contrib.admin import display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media.enums import ObjectionDecision, ObjectionKind
from media.kinds.enums import MediaKind
from media.models import Objection
from meetings.evidence.enums import EvidenceKind
from meetings.units.registers import RegisterAdmin, areas, filter_of


class ObjectionRegister(RegisterAdmin):
    model = Objection
    menu_label = _("Objections")
    menu_icon = "warning"
    menu_order = 350
    list_display = ("what", "unit", "area", "school_year", "kind", "received_on", "decision", "decided_on", "shown_on")
    list_filter = (
        filter_of(_("decision"), "decision", lambda: ObjectionDecision.choices),
        filter_of(_("what it is"), "kind", lambda: ObjectionKind.choices),
        filter_of(_("area"), "area", areas, "evidence__unit__area"),
    )
    list_export = (
        "what", "unit", "area", "school_year", "kind_in_words", "received_on", "decision_in_words", "decided_on",
        "shown_on",
    )  # fmt: skip
    search_fields = ("evidence__unit__title",)
    export_filename = "indsigelser"

    def rows(self, request: HttpRequest) -> QuerySet[Objection]:
        related = Objection.objects.select_related("evidence__unit__area", "evidence__meeting__cycle")
        columns = (
            "item_kind", "kind", "received_on", "decision", "decided_at", "restored_at", "registered_at",
            "evidence__kind", "evidence__unit__title", "evidence__unit__area__title",
            "evidence__meeting__cycle__school_year",
        )  # fmt: skip
        return related.only(*columns).order_by("-received_on", "-pk")

    # Columns ---------------------------------------------------------------------------------------------------------

    @display(description=_("kind of item"))
    def what(self, objection: Objection) -> str:
        if objection.item_kind:
            return str(MediaKind(objection.item_kind).label)
        return str(EvidenceKind(objection.evidence.kind).label) if objection.evidence else ""

    @display(description=_("unit"), ordering="evidence__unit__title")
    def unit(self, objection: Objection) -> str:
        return objection.evidence.unit.title if objection.evidence else ""

    @display(description=_("area"), ordering="evidence__unit__area__title")
    def area(self, objection: Objection) -> str:
        return objection.evidence.unit.area.title if objection.evidence else ""

    @display(description=_("school year"), ordering="evidence__meeting__cycle__school_year")
    def school_year(self, objection: Objection) -> str:
        return objection.evidence.meeting.cycle.school_year if objection.evidence else ""

    @display(description=_("what it is"))
    def kind_in_words(self, objection: Objection) -> str:
        return objection.get_kind_display()

    @display(description=_("decision"))
    def decision_in_words(self, objection: Objection) -> str:
        return objection.get_decision_display()

    @display(description=_("decided"), ordering="decided_at")
    def decided_on(self, objection: Objection) -> str:
        return timezone.localdate(objection.decided_at).isoformat() if objection.decided_at else ""

    @display(description=_("shown again"), ordering="restored_at")
    def shown_on(self, objection: Objection) -> str:
        return timezone.localdate(objection.restored_at).isoformat() if objection.restored_at else ""
