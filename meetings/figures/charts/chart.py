"""The data of a chart, already suppressed."""

from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from meetings.figures.values import Value


class ChartKind(TextChoices):
    """In a distribution each category is a question and each series a level of answers, from one end of the scale to
    the other ("Helt uenig" first); in the other kinds each series is what is compared."""

    BAR = "bar", _("Bars")
    LINE = "line", _("Lines over time")
    DISTRIBUTION = "distribution", _("Distribution, as parts of a whole")

    @classmethod
    def _missing_(cls, value: object) -> "ChartKind | None":
        """Map stored names of former kinds to the present ones."""
        before = {"grouped_bar": cls.BAR, "sparkline": cls.LINE, "stacked": cls.DISTRIBUTION}
        return {**before, "diverging": cls.DISTRIBUTION}.get(str(value))


@dataclass(frozen=True)
class Series:
    """`values` has one value for each category of the chart."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Chart:
    """`message` is the title: a sentence on what the chart shows. `unit` stands after numbers: "%", "dage" or "".

    `breaks` holds the index of each category before which the series is broken (brud i tidsserien): figures before and
    after can't be compared, so no line is drawn across. `respondents` is the number of answers, or None. `scale` is the
    lowest and the highest possible score; None for what is counted or measured from 0.
    """

    kind: ChartKind
    message: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    decimals: int = 1
    source: str = ""
    period: str = ""
    respondents: int | None = None
    minimum_count: int = 5
    breaks: frozenset[int] = field(default_factory=frozenset)
    scale: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if any(len(series.values) != len(self.categories) for series in self.series):
            raise ValueError("Each series has one value for each category.")
