"""What unit and administration agreed, counted and reminded of."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.forms.optimistic_lock import Versioned
from meetings.agreements.enums import CLOSED_STATUSES, OPEN_STATUSES, AgreementStatus
from meetings.minutes.agreement_fields import SHARED, AgreementFacts
from meetings.minutes.pages import MinutesPage
from meetings.template.enums import ItemOwner
from meetings.units.pages import UnitPage


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def open(self) -> "AgreementQuerySet":
        return self.filter(status__in=OPEN_STATUSES)

    def overdue(self, today: date) -> "AgreementQuerySet":
        return self.open().filter(due_on__lt=today)

    def status_wanted(self, today: date) -> "AgreementQuerySet":
        """Open ones whose owner is asked for a status."""
        return self.open().filter(status_wanted_on__lte=today)

    def from_years_before(self, school_year: str) -> "AgreementQuerySet":
        """Made at meetings of school years before `school_year` (as 2026/2027)."""
        return self.filter(minutes__meeting__cycle__school_year__lt=school_year)

    def with_origin(self) -> "AgreementQuerySet":
        """With all that a list says about each."""
        return self.select_related("unit__area", "minutes__meeting__cycle", "initiative")


class Agreement(Versioned):
    """A plain row made from a block of approved minutes; it keeps the block's id and can be rebuilt from it."""

    block_id = models.UUIDField(unique=True)
    minutes = models.ForeignKey(MinutesPage, on_delete=models.PROTECT, related_name="agreement_rows")
    unit = models.ForeignKey(UnitPage, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="agreements")
    text = models.TextField(_("agreement"))
    owner = models.CharField(_("owner"), max_length=20, choices=ItemOwner)
    owner_detail = models.CharField(_("who in particular"), max_length=150, blank=True)
    due_on = models.DateField(_("by"))
    #: From this day on a status is asked for, until one is written (see `status_wanted_on` in status_dates.py).
    status_wanted_on = models.DateField()
    initiative = models.ForeignKey(
        "snippets.Initiative", verbose_name=_("initiative"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="agreements",
    )  # fmt: skip
    status = models.CharField(_("status"), max_length=20, choices=AgreementStatus, default=AgreementStatus.NOT_STARTED)
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = models.Manager.from_queryset(AgreementQuerySet)()

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.CheckConstraint(
                name="a_closed_agreement_has_a_date",
                condition=Q(status__in=CLOSED_STATUSES, closed_on__isnull=False)
                | Q(status__in=OPEN_STATUSES, closed_on__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def facts(self) -> AgreementFacts:
        """What was agreed, as the minutes say it; with the date of now."""
        return AgreementFacts(str(self.block_id), **{name: getattr(self, name) for name in SHARED})

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATUSES

    def is_overdue(self, today: date) -> bool:
        return self.is_open and self.due_on < today


class FollowUp(models.Model):
    """A dated status note on an agreement."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="follow_ups")
    status = models.CharField(_("status"), max_length=20, choices=AgreementStatus)
    note = models.TextField(_("note"), blank=True)
    noted_on = models.DateField(_("date"))
    #: A meeting of a later year agreed on another date; the agreement's own date is the latest of these.
    new_due_on = models.DateField(_("new date"), null=True, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-noted_on", "-id"]
        verbose_name = _("status note")
        verbose_name_plural = _("status notes")
        constraints = [
            models.CheckConstraint(
                name="dropping_an_agreement_has_a_reason",
                condition=~Q(status=AgreementStatus.DROPPED) | ~Q(note=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.noted_on} {self.get_status_display()}"
