"""What the demo's leaders bring on their initiatives, with wishes for support."""

from datetime import date

from home.demo.clock import demo_clock
from home.demo.meetings import Cast
from meetings.initiatives.reading import statements_page
from meetings.initiatives.save_statement import WrittenStatement, save_statement
from meetings.initiatives.statements import Statement
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage
from meetings.template.enums import StatementScope

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


#: What units brought last year on the initiative that all have: results, challenges, wish for support.
INITIATIVE = "Fællesskaber for alle"
LAST_YEAR = {
    "skovskolen": (
        "Alle klasser har faste makkere i frikvarteret. Vi ser færre børn, der går alene, og flere, der selv inviterer "
        "andre med.",
        "Tiden lige efter frikvarteret er sårbar. Konflikterne følger med ind i timen, og de voksne når ikke at samle op.",
        "En dag, hvor vi ser på overgangene sammen med en, der kommer udefra.",
    ),
    "bakkeskolen": (
        "Eleverne i udskolingen planlægger én fælles dag om måneden for hele skolen. Det har givet nye venskaber på tværs.",
        "Børn, der kommer midt i året, har svært ved at finde ind i grupper, der allerede er lavet.",
        "Hjælp til at modtage nye børn midt i skoleåret.",
    ),
    "aaskolen": (
        "Skole og SFO deler voksne om morgenen. Børnene møder de samme ansigter hele dagen.",
        "Når en voksen er syg, falder ordningen sammen. Vi har ikke fundet en måde at bære den på.",
        "Sparring om, hvordan vi laver en plan, der holder, når nogen er væk.",
    ),
    "solstraalen": (
        "De små grupper om formiddagen betyder, at de stille børn kommer til orde. Det fortæller forældrene os også.",
        "Overgangen fra vuggestue til børnehave tager længere tid, end vi har sat af.",
        "Tid til at besøge et hus, der er lykkedes med overgangen.",
    ),
    "mariehoenen": (
        "Ude leger børnene på tværs af alder. Vi deltager mere i legen og styrer mindre.",
        "Børn med få ord på dansk bliver let tilskuere, når legen går hurtigt.",
        "En sprogvejleder, der er med ude.",
    ),
    "regnbuen": (
        "Vi begynder dagen med en leg, som børnene har valgt. Flere børn kender hinandens navne på tværs af stuerne.",
        "Afleveringen om morgenen er presset. De børn, der kommer sidst, kommer ikke med i legen.",
        "Gode eksempler fra andre på en rolig morgen.",
    ),
}


def write_last_year(meeting: MeetingPage, cast: Cast, day: date) -> None:
    """Those of the units in LAST_YEAR, on the initiative that all have."""
    texts = LAST_YEAR.get(meeting.unit.slug)
    rows = {row.pk: row for row in MeetingItem.objects.filter(meeting=meeting).select_related("meeting__unit")}
    if texts is None:
        return
    results, challenges, wish = texts
    written = WrittenStatement(texts={"results": results, "challenges": challenges}, new_wish=wish)
    with demo_clock(day):
        for entry in statements_page(meeting):
            for statement in entry.statements:
                if statement.title == INITIATIVE and entry.item and entry.item.row:
                    row = rows[entry.item.row.pk]
                    save_statement(item=row, statement=statement, written=written, expected_version=0, by=cast.leader)


def write_statements(meeting: MeetingPage, cast: Cast, day: date) -> None:
    rows = {row.pk: row for row in MeetingItem.objects.filter(meeting=meeting).select_related("meeting__unit")}
    with demo_clock(day):
        for entry in statements_page(meeting):
            if entry.item is None or entry.item.row is None:
                continue
            asked, texts = (
                (entry.statements, STRATEGIC) if entry.statements else ([Statement(StatementScope.OWN, "")], OWN)
            )
            for statement, written in zip(asked, texts, strict=False):
                row = rows[entry.item.row.pk]
                save_statement(item=row, statement=statement, written=written, expected_version=0, by=cast.leader)
