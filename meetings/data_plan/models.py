"""The data that a unit and its consultant agree to gather for one meeting."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.forms.optimistic_lock import VersionedModel
from meetings.data_plan.enums import DataKind, Side
from meetings.data_plan.querysets import DataPlanLineQuerySet
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage
from meetings.template.enums import Perspective
from snippets.models import DataType

MAX_REQUIRED_DATA_LENGTH = 300  # the limit for required data in a template


class DataPlanLine(models.Model):
    """One line of the plan, which evidence can be brought for.

    Lines of required data come from the template (`block_id` is the demand, `item` its agenda item) and stay
    while the template requires them.
    """

    meeting = models.ForeignKey(MeetingPage, on_delete=models.CASCADE, related_name="data_plan_lines")
    position = models.PositiveSmallIntegerField(default=0)
    what = models.CharField(_("which data"), max_length=MAX_REQUIRED_DATA_LENGTH)
    data_type = models.ForeignKey(
        DataType, verbose_name=_("kind of data"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    about = models.TextField(_("about what"), blank=True)
    perspective = models.CharField(_("perspective"), max_length=20, choices=Perspective, blank=True)
    kind = models.CharField(_("what it looks like"), max_length=20, choices=DataKind, blank=True)
    #: A person of the unit; otherwise `gatherer_name`: somebody without an account, a team, the administration.
    gatherer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who gathers it"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="data_plan_lines",
    )  # fmt: skip
    gatherer_name = models.CharField(_("somebody else"), max_length=150, blank=True)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    #: When the gatherer was reminded of it; empty again with a new gatherer or another day.
    reminded_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    is_required = models.BooleanField(_("must be brought"), default=False)
    block_id = models.UUIDField(null=True, blank=True)
    item = models.ForeignKey(
        MeetingItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="data_plan_lines"
    )
    #: Incremented at each save; a form that saw an older version gets a conflict instead of overwriting.
    version = models.PositiveIntegerField(default=1)

    objects = models.Manager.from_queryset(DataPlanLineQuerySet)()

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("line of the data plan")
        verbose_name_plural = _("data plan")
        constraints = [
            models.CheckConstraint(
                name="one_gatherer_a_line", condition=Q(gatherer=None) | Q(gatherer_name=""),
            ),
            models.UniqueConstraint(
                fields=["meeting", "block_id"], condition=Q(block_id__isnull=False), name="a_demand_has_one_line"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.what

    @property
    def is_undecided(self) -> bool:
        """Whether data are required, and neither who gathers them by when, nor why they are not brought, is written."""
        return self.is_required and not self.note and not (self.who and self.due_on)

    @property
    def who(self) -> str:
        """The name of the gatherer; empty while nobody is named. Load `gatherer` when listing lines."""
        return self.gatherer.get_full_name() if self.gatherer else self.gatherer_name


class Delimitation(VersionedModel):
    """What unit and consultant agree to investigate (afgrænsning af undersøgelsesområder), at the head of the plan.

    It is a part of what both sides confirm. `kinds` are values of `DataKind`, `questions` stand one on each line.
    """

    meeting = models.OneToOneField(MeetingPage, on_delete=models.CASCADE, related_name="delimitation")
    kinds = models.JSONField(_("kinds of data"), default=list, blank=True)
    questions = models.TextField(_("questions to investigate"), blank=True)
    due_on = models.DateField(_("deadline for data"), null=True, blank=True)

    class Meta:
        verbose_name = _("delimitation")
        verbose_name_plural = _("delimitations")

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self._meta.verbose_name}"

    @property
    def is_empty(self) -> bool:
        return not (self.kinds or self.questions or self.due_on)

    @property
    def kind_labels(self) -> list[str]:
        return [str(kind.label) for kind in DataKind if kind in self.kinds]

    @property
    def question_list(self) -> list[str]:
        return self.questions.splitlines()


class DataPlanVersion(models.Model):
    """The plan as it was when somebody confirmed it. Immutable."""

    meeting = models.ForeignKey(MeetingPage, on_delete=models.CASCADE, related_name="data_plan_versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="data_plan_versions_are_counted")]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.number}"


class DataPlanConfirmation(models.Model):
    """The confirmation of one version by one side."""

    version = models.ForeignKey(DataPlanVersion, on_delete=models.CASCADE, related_name="confirmations")
    side = models.CharField(max_length=20, choices=Side)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["version", "side"], name="a_side_confirms_once")]

    def __str__(self) -> str:
        return f"{self.version}: {self.side}"
