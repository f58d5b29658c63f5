"""Examples of every kind of chart for the component gallery: suppressed, missing, broken, long and many values.

Like other texts of that page these are examples and not part of the product, so they are in Danish here.
"""

from decimal import Decimal

from meetings.figures.charts.chart import Chart, ChartKind, Series
from meetings.figures.charts.chart_component import render_chart
from meetings.figures.values import MISSING, SUPPRESSED, Value

YEARS = ("2021/2022", "2022/2023", "2023/2024", "2024/2025", "2025/2026", "2026/2027")
QUESTIONS = (
    "Jeg er glad for at gå i skole",
    "Undervisningen giver mig lyst til at lære mere, også når det er svært",
    "Jeg føler mig ensom",
)
LEVELS = ("Meget tit", "Tit", "En gang imellem", "Sjældent", "Aldrig")


def _values(*numbers: str | Value | None) -> tuple[Value, ...]:
    return tuple(
        MISSING if one is None else one if isinstance(one, Value) else Value.shown(Decimal(one)) for one in numbers
    )


def _levels(rows: tuple[tuple[Value, ...], ...]) -> tuple[Series, ...]:
    return tuple(Series(name, tuple(row[index] for row in rows)) for index, name in enumerate(LEVELS))


ABSENCE = Chart(
    kind=ChartKind.BAR,
    message="Fraværet er højest på mellemtrinnet",
    categories=(
        "Indskolingen", "Mellemtrinnet", "Udskolingen", "Specialklasserækken for børn med særlige behov", "10. klasse",
    ),
    series=(Series("Skovskolen", _values("5.2", "7.9", "6.4", SUPPRESSED, None)),),
    unit="%",
    source="Uddannelsesstatistik.dk",
    period="skoleåret 2025/2026",
    respondents=412,
)  # fmt: skip
CHANGE = Chart(
    kind=ChartKind.BAR,
    message="Flere børn i tre af fire huse",
    categories=("Solstrålen", "Bakkehuset", "Humlebien", "Skovtrolden"),
    series=(Series("Ændring", _values("12", "-7", "3", "0")),),
    unit="børn",
    decimals=0,
    source="Pladsanvisningen",
    period="august 2025 til august 2026",
)
WELLBEING_GROUPS = Chart(
    kind=ChartKind.BAR,
    message="Ro og orden ligger lavere end de andre indikatorer, ligesom i kommunen",
    categories=("Social trivsel", "Støtte og inspiration", "Ro og orden"),
    series=(
        Series("Skovskolen", _values("4.1", "3.4", "3.2")),
        Series("Skovskolens specialklasser", _values("3.9", SUPPRESSED, None)),
        Series("Kommunens folkeskoler", _values("4.0", "3.3", "3.5")),
    ),
    source="Den nationale trivselsmåling",
    period="foråret 2026",
    respondents=214,
    scale=(1, 5),
)
WELLBEING_LINE = Chart(
    kind=ChartKind.LINE,
    message="Trivslen har ligget stille, og spørgsmålene er nye fra 2024/2025",
    categories=YEARS,
    series=(Series("Skovskolen", _values("3.9", "4.0", SUPPRESSED, "3.8", "3.9", "3.9")),),
    source="Den nationale trivselsmåling",
    period="2021/2022 til 2026/2027",
    respondents=214,
    breaks=frozenset({3}),
    scale=(1, 5),
)
ABSENCE_LINES = Chart(
    kind=ChartKind.LINE,
    message="Fraværet er faldet på Skovskolen, men ikke i kommunen",
    categories=YEARS,
    series=(
        Series("Skovskolen", _values("8.8", "8.1", "7.2", "6.9", "6.6", "6.4")),
        Series("Kommunens folkeskoler", _values("6.2", "6.4", None, "6.5", "6.6", "6.5")),
        Series("Hele landet", _values("6.0", "6.3", "6.4", "6.3", "6.2", None)),
        Series("Naboskolerne i skoledistriktet", _values("5.8", "5.9", "6.0", SUPPRESSED, SUPPRESSED, "6.3")),
        Series("Specialklasserne", _values(None, None, "11.8", "11.2", "10.4", "9.7")),
    ),
    unit="%",
    source="Uddannelsesstatistik.dk",
    period="2021/2022 til 2026/2027",
)
STACKED = Chart(
    kind=ChartKind.DISTRIBUTION,
    message="Hver fjerde er sjældent eller aldrig glad for at gå i skole",
    categories=QUESTIONS,
    series=_levels((
        _values("22", "33", "20", "14", "11"),
        _values("9", "24", "41", "20", "6"),
        _values(SUPPRESSED, SUPPRESSED, "18", "31", "44"),
    )),
    unit="%",
    decimals=0,
    source="Den nationale trivselsmåling",
    period="foråret 2026",
    respondents=214,
)  # fmt: skip
DIVERGING = Chart(
    kind=ChartKind.DISTRIBUTION,
    message="De fleste medarbejdere oplever tillid, færre oplever retfærdighed",
    categories=(
        "Ledelsen stoler på, at medarbejderne gør et godt stykke arbejde",
        "Konflikter løses på en retfærdig måde",
        "Arbejdsopgaverne bliver fordelt på en retfærdig måde",
        "Vi er gode til at samarbejde på tværs af afdelingerne",
    ),
    series=tuple(
        Series(name, values)
        for name, values in (
            ("Helt uenig", _values("2", "11", SUPPRESSED, None)),
            ("Uenig", _values("6", "19", SUPPRESSED, None)),
            ("Hverken enig eller uenig", _values("14", "30", SUPPRESSED, None)),
            ("Enig", _values("46", "28", SUPPRESSED, None)),
            ("Helt enig", _values("32", "12", SUPPRESSED, None)),
        )
    ),
    unit="%",
    decimals=0,
    source="Trivselsmålingen blandt medarbejdere",
    period="efteråret 2025",
    respondents=48,
)
EVERY_KIND = (ABSENCE, CHANGE, WELLBEING_GROUPS, WELLBEING_LINE, ABSENCE_LINES, STACKED, DIVERGING)


def gallery_context() -> dict[str, object]:
    """Return the context for the gallery page: `charts` are complete figures."""
    return {"charts": [render_chart(chart) for chart in EVERY_KIND]}
