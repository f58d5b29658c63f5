"""The register of types of figures: who is responsible, how they are counted, and the minimum count."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from snippets.enums import DatasetKind, Direction, Measure
from snippets.registers import RegisterEntry

#: Sources suppress under 3, 5 or 10; of 2 persons in a group, each could compute the other's figure.
MIN_MINIMUM = 3
DEFAULT_MINIMUM = 5
MAX_DECIMALS = 2
TEST_RESULTS_ARE_CONFIDENTIAL = _(
    "Test results are confidential by law (the Folkeskole Act, § 55 b). They stay confidential here."
)


class DatasetType(index.Indexed, RegisterEntry):
    """A type of figures (nøgletal) that units bring. A unit may raise `minimum_count`, not lower it."""

    kind = models.CharField(_("kind"), max_length=20, choices=DatasetKind, default=DatasetKind.OWN)
    owner = models.CharField(_("who is responsible"), max_length=150, blank=True)
    measure = models.CharField(_("what the figures are"), max_length=10, choices=Measure, default=Measure.SCORE)
    unit_of_measure = models.CharField(_("unit of measure"), max_length=20, blank=True)
    direction = models.CharField(_("direction"), max_length=10, choices=Direction, default=Direction.NEITHER)
    minimum_count = models.PositiveSmallIntegerField(
        _("minimum number of answers"),
        default=DEFAULT_MINIMUM,
        validators=[MinValueValidator(MIN_MINIMUM)],
        help_text=_(
            "Figures with fewer persons behind them are hidden everywhere. Raising it hides at once in what units have "
            "stored already; what is hidden then does not come back."
        ),
    )
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=1, validators=[MaxValueValidator(MAX_DECIMALS)])
    is_confidential = models.BooleanField(
        _("confidential"),
        default=False,
        help_text=_(
            "Never shown beyond the meeting, and never in the leader forum. Examples based on such figures "
            "are removed from it at once."
        ),
    )

    panels = [
        *RegisterEntry.panels,
        FieldPanel("kind"),
        FieldPanel("owner"),
        FieldPanel("measure"),
        FieldPanel("unit_of_measure"),
        FieldPanel("direction"),
        FieldPanel("minimum_count"),
        FieldPanel("decimals"),
        FieldPanel("is_confidential"),
    ]

    class Meta(RegisterEntry.Meta):
        verbose_name = _("type of figures")
        verbose_name_plural = _("types of figures")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind=DatasetKind.TEST) | models.Q(is_confidential=True),
                name="test_results_are_confidential",
            ),
            models.CheckConstraint(
                condition=models.Q(minimum_count__gte=MIN_MINIMUM), name="dataset_type_has_a_minimum_count"
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.kind == DatasetKind.TEST and not self.is_confidential:
            raise ValidationError({"is_confidential": TEST_RESULTS_ARE_CONFIDENTIAL})
