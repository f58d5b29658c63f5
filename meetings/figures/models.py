"""The model of one imported or typed dataset."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.figures.table import Table
from meetings.meeting.pages import MeetingPage
from meetings.units.pages import UnitPage
from snippets.dataset_type import MIN_MINIMUM, DatasetType
from snippets.enums import Measure


def unit_of_measure_for(measure: Measure, type: DatasetType) -> str:
    """Return the unit shown after a number: none for persons, % for shares, otherwise the unit of the type's own
    averages."""
    own = type.unit_of_measure if type.measure == Measure.SCORE else ""
    return {Measure.SHARE: "%", Measure.COUNT: ""}.get(measure, own)


class Dataset(models.Model):
    """Figures of a unit for a meeting, as they may be shown: `table` holds no suppressed number (decision 0014).

    `breaks` are names of categories before which the series is broken. Only `save_figures.py` writes rows.
    """

    unit = models.ForeignKey(UnitPage, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="datasets")
    meeting = models.ForeignKey(
        MeetingPage, verbose_name=_("meeting"), on_delete=models.PROTECT, related_name="datasets"
    )
    #: Access to the figures follows access to the evidence.
    evidence = models.ForeignKey(
        "meetings.Evidence", verbose_name=_("evidence"), on_delete=models.CASCADE, related_name="datasets"
    )
    type = models.ForeignKey(DatasetType, verbose_name=_("type"), on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(_("what the figures are"), max_length=10, choices=Measure)
    title = models.CharField(_("title"), max_length=150)
    period = models.CharField(_("period"), max_length=100, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    respondent_count = models.PositiveIntegerField(_("answers"), null=True, blank=True)
    response_rate = models.DecimalField(_("response rate"), max_digits=4, decimal_places=1, null=True, blank=True)
    minimum_count = models.PositiveSmallIntegerField(_("minimum number of answers"))
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=0)
    table = models.JSONField(_("figures"), default=dict)
    breaks = models.JSONField(_("breaks in the series"), default=list, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("figures")
        verbose_name_plural = _("figures")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minimum_count__gte=MIN_MINIMUM), name="dataset_has_a_minimum_count"
            ),
            models.CheckConstraint(
                condition=models.Q(respondent_count=None) | models.Q(respondent_count__gte=models.F("minimum_count")),
                name="dataset_is_not_of_too_few",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def figures(self) -> Table:
        """The table as it may be shown."""
        return Table.from_json(self.table)

    @property
    def is_confidential(self) -> bool:
        return self.type.is_confidential

    @property
    def unit_of_measure(self) -> str:
        """The unit shown after a number."""
        return unit_of_measure_for(Measure(self.measure), self.type)

    def searchable_words(self) -> str:
        """Text for the search index: names, never numbers."""
        names: list[str] = [self.title, self.period, self.source, self.type.name]
        names += [row["name"] for row in self.table.get("rows", [])]
        names += [column["name"] for column in self.table.get("columns", [])]
        return " ".join(str(name) for name in names if name)
