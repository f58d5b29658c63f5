"""A year of meetings, one per unit, started from a template."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.template.pages import TemplatePage
from meetings.template.school_years import valid_school_year


class Cycle(models.Model):
    """One school year's round of meetings (årshjul)."""

    school_year = models.CharField(_("school year"), max_length=9, unique=True, validators=[valid_school_year])
    template = models.ForeignKey(
        TemplatePage, verbose_name=_("template"), on_delete=models.PROTECT, related_name="cycles"
    )
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("started by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-school_year"]
        verbose_name = _("year")
        verbose_name_plural = _("years")

    def __str__(self) -> str:
        return self.school_year

    @property
    def first_year(self) -> int:
        """2026 of 2026/2027, the year in the URLs of its meetings."""
        return int(self.school_year[:4])

    def covers(self, day: date) -> bool:
        """Return whether `day` is in the school year, 1 August to 31 July."""
        return date(self.first_year, 8, 1) <= day <= date(self.first_year + 1, 7, 31)
