"""Times that head of area and consultants have blocked themselves."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class BlockedTime(models.Model):
    """Days, or a time of one day, on which a person is busy with something that is not in the system.

    Others are told that the person is busy then; `note` is for the person alone. Without a time it is whole days.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="blocked_times"
    )
    first_day = models.DateField(_("day"))
    last_day = models.DateField(_("last day"))
    begins_at = models.TimeField(_("begins"), null=True, blank=True)
    ends_at = models.TimeField(_("ends"), null=True, blank=True)
    note = models.CharField(_("note for yourself"), max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["first_day", "begins_at", "pk"]
        verbose_name = _("blocked time")
        verbose_name_plural = _("blocked times")
        indexes = [models.Index(fields=["user", "last_day"], name="blocked_times_of_a_person")]
        constraints = [
            models.CheckConstraint(name="blocked_days_follow", condition=Q(last_day__gte=F("first_day"))),
            models.CheckConstraint(
                name="a_blocked_time_is_within_one_day",
                condition=Q(begins_at=None, ends_at=None)
                | Q(begins_at__isnull=False, ends_at__gt=F("begins_at"), last_day=F("first_day")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day}: {self._meta.verbose_name}"
