"""What the demo's leaders bring on their initiatives, with wishes for support."""

from datetime import date

from home.demo.clock import demo_clock
from home.demo.meetings import Cast
from meetings.initiatives.reading import statements_page
from meetings.initiatives.statements import Statement
from meetings.initiatives.write_statement import WrittenStatement, write_statement
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage
from meetings.template.enums import Brings

STRATEGIC = [
    WrittenStatement(
        texts={
            "results": "Ledelsesteamet læser data sammen hver anden uge og er blevet bedre til at spørge end at svare.",
            "challenges": "Vi når sjældent at prøve noget af, før det næste emne er på bordet.",
        }
    ),
    WrittenStatement(
        texts={
            "results": "Vi har fået faste legegrupper i alle frikvarterer. Flere af de børn, der før gik alene, er med.",
            "challenges": "Overgangene er stadig svære. Når vi mangler en voksen, er det dér, det mærkes først.",
        },
        new_wish="Sparring om, hvordan vi deler de voksne mellem overgangene, gerne inden jul.",
    ),
]
OWN = [
    WrittenStatement(
        title="Leg som begyndelse på dagen",
        texts={
            "occupied": "Hvad der sker med resten af dagen, når den første halve time er børnenes egen.",
            "learning": "Børnene går roligere i gang, men de voksne skal aftale, hvem der gør hvad.",
            "onward": "Vi fortsætter på alle årgange og viser det for de andre på lederforum.",
        },
        new_wish="En time med de andre skoler, der prøver det samme.",
    )
]


def write_statements(meeting: MeetingPage, cast: Cast, day: date) -> None:
    rows = {row.pk: row for row in MeetingItem.objects.filter(meeting=meeting).select_related("meeting__unit")}
    with demo_clock(day):
        for entry in statements_page(meeting):
            if entry.item is None or entry.item.row is None:
                continue
            asked, texts = (entry.statements, STRATEGIC) if entry.statements else ([Statement(Brings.OWN, "")], OWN)
            for statement, written in zip(asked, texts, strict=False):
                row = rows[entry.item.row.pk]
                write_statement(item=row, statement=statement, written=written, seen=0, by=cast.leader)
