"""Add the demo's figures, with the same actions that people use."""

from dataclasses import dataclass, field
from datetime import date

from accounts.models import User
from media.privacy.set_privacy import PrivacyAnswers
from meetings.evidence.contribution.save_evidence import EvidenceFacts, save_evidence
from meetings.evidence.figures.add_figures import add_figures
from meetings.evidence.figures.show_figures import show_figures
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.share_evidence import share_evidence
from meetings.figures.parsing.layout import guess_layout
from meetings.figures.parsing.parse_table import parse_table
from meetings.figures.parsing.read_rows import read_rows
from meetings.figures.parsing.source import read_pasted_text
from meetings.figures.save_figures import DatasetFacts
from meetings.meeting.agenda import agenda_of
from meetings.meeting.pages import MeetingPage
from snippets.enums import DatasetKind, Measure
from snippets.models import DatasetType, Goal


@dataclass(frozen=True)
class DemoFigures:
    """One dataset. `pasted`: cells as copied from a spreadsheet; `item`: index of the agenda item."""

    kind: str
    title: str
    message: str
    pasted: str
    chart: str
    rows_are_series: bool = False
    measure: str = Measure.SCORE
    source: str = ""
    period: str = ""
    respondents: int | None = None
    breaks: list[str] = field(default_factory=list)
    perspective: str = ""
    item: int = 0
    goal: str = "Elevernes trivsel skal styrkes"


WELLBEING = DemoFigures(
    kind=DatasetKind.WELLBEING,
    title="Trivsel på 4.-6. klassetrin",
    message="De fleste klasser oplever støtte fra de voksne",
    pasted=(
        "Klasse\tSocial trivsel\tStøtte fra voksne\tAntal besvarelser\n"
        "4.a\t4,1\t3,9\t22\n4.b\t4,0\t4,2\t20\n5.a\t3,8\t3,7\t24\n5.b\t4,2\t4,0\t19\n"
        "6.a\t3,9\t3,6\t21\nModtageklassen\t4,4\t4,5\t4\nHele mellemtrinnet\t4,0\t3,9\t110\n"
    ),
    chart="bar",
    source="Egen måling blandt eleverne",
    period="foråret 2026",
    perspective="children",
)
ABSENCE = DemoFigures(
    kind=DatasetKind.ABSENCE,
    title="Elevernes fravær",
    message="Sygefraværet er faldet, siden forældrene fik en ny måde at melde fravær på",
    pasted=(
        "Fravær\t2021/2022\t2022/2023\t2023/2024\t2024/2025\t2025/2026\n"
        "Sygdom\t5,9\t5,4\t4,8\t4,6\t4,1\nEkstraordinær frihed\t1,7\t1,9\t2,0\t2,1\t2,1\nUlovligt fravær\t0,9\t\t0,8\t0,7\t0,7\n"
    ),
    chart="line",
    rows_are_series=True,
    source="Skolens eget register",
    period="skoleårene 2021/2022 til 2025/2026",
    breaks=["2023/2024"],
    item=1,
)


def bring_demo_figures(
    figures: DemoFigures, meeting: MeetingPage, by: User, today: date, *, shared_by: User
) -> Evidence:  # fmt: skip
    sheet = read_pasted_text(figures.pasted).sheets[0]
    table = parse_table(read_rows(sheet, guess_layout(sheet))).table
    assert table is not None  # noqa: S101  our own table
    facts = DatasetFacts(
        type=DatasetType.objects.get(kind=figures.kind),
        title=figures.title,
        measure=Measure(figures.measure),
        source=figures.source,
        period=figures.period,
        respondent_count=figures.respondents,
    )
    page = add_figures(meeting=meeting, facts=facts, table=table, by=by, today=today)
    page = show_figures(
        evidence=page,
        expected_version=page.version,
        chart=figures.chart,
        message=figures.message,
        rows_are_series=figures.rows_are_series,
        breaks=figures.breaks,
        by=by,
    )
    about = EvidenceFacts(
        title=figures.title,
        item=agenda_of(meeting)[figures.item].row,
        perspective=figures.perspective,
        observed_on=today,
        goal_id=Goal.objects.get(name=figures.goal).pk,
    )  # fmt: skip
    page = save_evidence(evidence=page, expected_version=page.version, by=by, today=today, about=about,
                privacy=PrivacyAnswers(legal_basis="public_task"))  # fmt: skip
    return share_evidence(evidence=page, expected_version=page.version, by=shared_by, today=today)
