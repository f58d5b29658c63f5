"""Agreements between unit and administration, and their follow-ups."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.compiled_query import Parameter
from foundation.forms.optimistic_lock import VersionedModel
from meetings.agreements.enums import CLOSED_STATUSES, OPEN_STATUSES, AgreementStatus
from meetings.evidence.models import Evidence
from meetings.minutes.agreement_fields import SHARED_FIELDS, AgreementFacts
from meetings.minutes.pages import MinutesPage
from meetings.template.enums import ItemOwner
from meetings.units.pages import UnitPage


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def open(self) -> "AgreementQuerySet":
        """Those with one of OPEN_STATUSES. A constraint says that they have no `closed_on`, which the index knows: few
        are open, however many were made."""
        return self.filter(closed_on=None)

    def overdue(self, today: date) -> "AgreementQuerySet":
        return self.open().filter(due_on__lt=today)

    def status_wanted(self, today: date) -> "AgreementQuerySet":
        """Open ones whose owner should write a status by now."""
        return self.open().filter(status_wanted_on__lte=today)

    def from_years_before(self, school_year: str | Parameter) -> "AgreementQuerySet":
        """Made at meetings of school years before `school_year` (as 2026/2027)."""
        return self.filter(minutes__meeting__cycle__school_year__lt=school_year)

    def with_origin(self) -> "AgreementQuerySet":
        """With what lists show of related rows: `unit_title`, `school_year` and `initiative_name` (None without)."""
        return self.annotate(
            unit_title=F("unit__title"),
            school_year=F("minutes__meeting__cycle__school_year"),
            initiative_name=F("initiative__name"),
        )

    def with_related(self) -> "AgreementQuerySet":
        """With the related rows themselves, for the page of one."""
        return self.select_related("unit__area", "minutes__meeting__cycle", "initiative")


class AgreementManager(models.Manager.from_queryset(AgreementQuerySet)):  # type: ignore[misc]
    """Without what only the reminders ask for, as pages list many agreements."""

    def get_queryset(self) -> AgreementQuerySet:
        return super().get_queryset().defer("reminded_on")


class Agreement(VersionedModel):
    """A row made from a block of approved minutes, with the block's id; it can be rebuilt from the approval record."""

    block_id = models.UUIDField(unique=True)
    minutes = models.ForeignKey(MinutesPage, on_delete=models.PROTECT, related_name="agreement_rows")
    unit = models.ForeignKey(UnitPage, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="agreements")
    text = models.TextField(_("agreement"))
    owner = models.CharField(_("owner"), max_length=20, choices=ItemOwner)
    owner_detail = models.CharField(_("who in particular"), max_length=150, blank=True)
    due_on = models.DateField(_("by"))
    #: The day from which the owner is reminded to write a status (see `status_wanted_on` in status_dates.py).
    status_wanted_on = models.DateField()
    initiative = models.ForeignKey(
        "snippets.Initiative", verbose_name=_("initiative"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="agreements",
    )  # fmt: skip
    status = models.CharField(_("status"), max_length=20, choices=AgreementStatus, default=AgreementStatus.NOT_STARTED)
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    #: Day of the latest reminder about `due_on` (remind_owners.py); empty again when the date is moved.
    reminded_on = models.DateField(null=True, editable=False)

    #: From `with_origin`.
    unit_title: str
    school_year: str
    initiative_name: str | None

    objects = AgreementManager()

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        indexes = [models.Index(fields=["closed_on", "due_on"], name="agreement_open_by_date")]
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
        """What was agreed, as in the minutes, but with the present date."""
        return AgreementFacts(str(self.block_id), **{name: getattr(self, name) for name in SHARED_FIELDS})

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
    #: A new date for the agreement, if one was set; `Agreement.due_on` is the latest of these.
    new_due_on = models.DateField(_("new date"), null=True, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    #: The minutes in which it was decided; None for one that somebody wrote between meetings.
    minutes = models.ForeignKey(MinutesPage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    #: The follow-up talk in which it was written.
    talk = models.ForeignKey(
        "meetings.FollowUpTalk", null=True, blank=True, on_delete=models.PROTECT, related_name="statuses"
    )
    #: What shows it. A reader sees those that they may see anyway; deleted evidence is gone from here too.
    evidence = models.ManyToManyField(Evidence, verbose_name=_("what shows it"), blank=True, related_name="follow_ups")
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
