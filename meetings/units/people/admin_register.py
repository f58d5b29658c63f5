"""Read-only list in the Wagtail admin of who has or had which role where, for administrators."""

from django.contrib.admin import display
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from meetings.units.membership import Membership, MembershipSource
from meetings.units.registers import RegisterAdmin, RegisterFilter, filter_of


class CurrentFilter(RegisterFilter):
    title = _("today")
    parameter_name = "current"
    values = staticmethod(lambda: [("1", _("Has the role today")), ("0", _("Had it, or gets it later"))])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> QuerySet[Model]:
        current = Membership.objects.current(timezone.localdate())
        if self.value() == "1":
            return queryset.filter(pk__in=current)
        return queryset.exclude(pk__in=current) if self.value() == "0" else queryset


class MembershipRegister(RegisterAdmin):
    model = Membership
    menu_label = _("Roles")
    menu_icon = "group"
    menu_order = 340
    list_display = ("person", "role", "place", "starts_on", "ends_on", "source", "given_by")
    list_filter = (
        CurrentFilter,
        filter_of(_("role"), "role", lambda: Role.choices),
        filter_of(_("given"), "source", lambda: MembershipSource.choices),
    )
    list_export = ("person", "role_in_words", "place", "starts_on", "ends_on", "source", "given_by")
    search_fields = ("user__name", "unit__title", "area__title")
    export_filename = "roller"

    def rows(self, request: HttpRequest) -> QuerySet[Membership]:
        related = ("user", "unit", "area", "created_by")
        roles: QuerySet[Membership] = Membership.objects.select_related(*related).order_by(
            "user__name", "starts_on", "pk"
        )
        return roles

    # Columns ---------------------------------------------------------------------------------------------------------

    @display(description=_("person"), ordering="user__name")
    def person(self, membership: Membership) -> str:
        return membership.user.name

    @display(description=_("role"))
    def role_in_words(self, membership: Membership) -> str:
        return membership.get_role_display()

    @display(description=_("where"))
    def place(self, membership: Membership) -> str:
        where = membership.unit or membership.area
        return where.title if where else str(_("the whole municipality"))

    @display(description=_("given by"))
    def given_by(self, membership: Membership) -> str:
        return membership.created_by.name if membership.created_by else ""
