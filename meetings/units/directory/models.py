"""Rules from what the directory says of a person to a role, and what it has said lately."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.directory.claims import MAX_VALUE_LENGTH, Value
from accounts.directory.job_functions import JOB_FUNCTION
from accounts.roles import Role
from foundation.forms.optimistic_lock import VersionedModel
from meetings.units.membership import points_at_its_scope
from meetings.units.pages import AreaPage, UnitPage


class DirectoryRule(VersionedModel):
    """Whoever has `value` among those of `claim` has the role."""

    claim = models.CharField(gettext_lazy("claim"), max_length=MAX_VALUE_LENGTH)
    value = models.CharField(gettext_lazy("value"), max_length=MAX_VALUE_LENGTH)
    role = models.CharField(gettext_lazy("role"), max_length=30, choices=Role)
    unit = models.ForeignKey(UnitPage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(AreaPage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = models.Manager()

    class Meta:
        verbose_name = gettext_lazy("rule for roles")
        constraints = [points_at_its_scope("a_rule_points_at_its_scope")]

    def __str__(self) -> str:
        return self.sentence

    @property
    def given(self) -> Value:
        return self.claim, self.value

    @property
    def place(self) -> str:
        where = self.unit or self.area
        return where.title if where else _("the whole municipality")

    @property
    def sentence(self) -> str:
        values = {"value": self.value, "claim": self.claim, "role": self.get_role_display(), "place": self.place}
        if self.claim == JOB_FUNCTION:
            return _("The job function “%(value)s” makes one %(role)s: %(place)s") % values
        return _("“%(value)s” in %(claim)s makes one %(role)s: %(place)s") % values


class SeenValue(models.Model):
    """A value that the directory gave at somebody's last sign-in. Those of persons to whom no rule applies are
    kept without the person. Deleted when the roles of the sign-in lapse."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+", editable=False
    )
    claim = models.CharField(max_length=MAX_VALUE_LENGTH)
    value = models.CharField(max_length=MAX_VALUE_LENGTH)
    seen_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        indexes = [models.Index(fields=["claim", "value"])]
        verbose_name = gettext_lazy("value of the directory")
