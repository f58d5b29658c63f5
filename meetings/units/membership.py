"""Memberships: which role a person has, where, and from when to when."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import SCOPE, Role, Scope
from meetings.units.pages import AreaPage, UnitPage
from meetings.units.querysets import MembershipQuerySet

_UNIT_ROLES = [role.value for role, scope in SCOPE.items() if scope is Scope.UNIT]
_AREA_ROLES = [role.value for role, scope in SCOPE.items() if scope is Scope.AREA]
_WIDE_ROLES = [role.value for role, scope in SCOPE.items() if scope is Scope.MUNICIPALITY]


def points_at_its_scope(name: str) -> models.CheckConstraint:
    """Return the constraint that `role` has a unit, an area or neither, as its scope says."""
    return models.CheckConstraint(
        name=name,
        condition=Q(role__in=_UNIT_ROLES, unit__isnull=False, area__isnull=True)
        | Q(role__in=_AREA_ROLES, unit__isnull=True, area__isnull=False)
        | Q(role__in=_WIDE_ROLES, unit__isnull=True, area__isnull=True),
    )


class MembershipSource(models.TextChoices):
    """Who gives the role, and takes it away."""

    HAND = "hand", _("given by hand")
    FILE = "file", _("from a file")
    DIRECTORY = "directory", _("from the municipality's directory")


class Membership(models.Model):
    """One role of one person in one unit, one area or the whole municipality. Memberships are ended, never deleted."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=30, choices=Role)
    unit = models.ForeignKey(
        UnitPage, verbose_name=_("unit"), null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    area = models.ForeignKey(
        AreaPage, verbose_name=_("area"), null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    #: The first day without the role, so that ending it today takes effect at once.
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    source = models.CharField(
        _("given"), max_length=10, choices=MembershipSource, default=MembershipSource.HAND, editable=False
    )
    #: When the directory last said that the person has it; it lapses some time after (DirectorySettings.lapse_days).
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = models.Manager.from_queryset(MembershipQuerySet)()

    class Meta:
        ordering = ["role", "user__name"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            points_at_its_scope("a_role_points_at_its_scope"),
            models.CheckConstraint(
                name="a_membership_ends_after_it_begins", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"

    @property
    def is_from_directory(self) -> bool:
        return self.source == MembershipSource.DIRECTORY

    def clean(self) -> None:
        scope = SCOPE.get(Role(self.role)) if self.role in Role.values else None
        if scope is Scope.UNIT and not self.unit_id:
            raise ValidationError({"unit": _("Choose the unit that the role belongs to.")})
        if scope is Scope.AREA and not self.area_id:
            raise ValidationError({"area": _("Choose the area that the role belongs to.")})
