"""What a chart is drawn from: already cut down to what may be shown."""

from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from meetings.figures.values import Value


class ChartKind(TextChoices):
    """In a distribution each category is a question and each series a level of answers, from one end of the scale to
    the other ("Helt uenig" first); in all other kinds each series is somebody or something that is compared."""

    BAR = "bar", _("Bars")
    GROUPED_BAR = "grouped_bar", _("Bars in groups")
    LINE = "line", _("Lines")
    STACKED = "stacked", _("Distribution, stacked")
    DIVERGING = "diverging", _("Distribution around the middle")
    SPARKLINE = "sparkline", _("Small line")


DISTRIBUTIONS = frozenset({ChartKind.STACKED, ChartKind.DIVERGING})


@dataclass(frozen=True)
class Series:
    """One row of numbers: `values` has as many as the chart has categories."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Chart:
    """`message` is what the chart says, and its title. `unit` stands after numbers: "%", "dage" or "".

    `breaks` holds the index of each category before which the series is broken (brud i tidsserien): what lies before
    and after cannot be compared, so no line is drawn across. `respondents` is the number behind the figures, or None.
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

    def __post_init__(self) -> None:
        if any(len(series.values) != len(self.categories) for series in self.series):
            raise ValueError("Each series has one value for each category.")
