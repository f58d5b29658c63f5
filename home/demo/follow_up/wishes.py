"""The demo's wishes to the administration, with answers and what came of them. Our own text."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from django.utils import timezone

from home.demo.clock import demo_clock
from meetings.initiatives.reading import statement_of
from meetings.initiatives.save_statement import WrittenStatement, save_statement
from meetings.meeting.agenda import agenda_of
from meetings.minutes.wish_fields import WishRow
from meetings.support_requests.answer_wish import answer_wish
from meetings.support_requests.assign_wish import assign_wish
from meetings.support_requests.close_wish import close_wish
from meetings.support_requests.enums import Origin
from meetings.support_requests.models import SupportRequest
from snippets.models import Initiative

if TYPE_CHECKING:
    from home.demo.meetings import Cast


class DemoWish(NamedTuple):
    text: str
    initiative: str
    answer: str
    outcome: str


WISHES = [
    DemoWish(
        "Sparring om, hvordan vi bruger de voksne i de svære overgange.",
        "Fællesskaber for alle",
        "Ja. Vi kommer på to besøg, et før og et efter efterårsferien, og taler med teamet samme eftermiddag.",
        "Der blev holdt to besøg. Skolen har lavet en fast aftale om, hvem der er hvor i overgangene.",
    ),
    DemoWish(
        "Hjælp til at læse data sammen, uden at det tager en hel eftermiddag.",
        "Data i hverdagen",
        "Vi laver en skabelon på én side og øver den sammen med jer på et møde i ledelsesteamet.",
        "Skabelonen er i brug på fire enheder. Mødet blev holdt i februar.",
    ),
    DemoWish(
        "Et kursus om dialogisk læsning for tre medarbejdere.",
        "Sprog og deltagelse",
        "Der er plads til tre på det fælles kursus i marts. Tilmeld dem senest den 1. februar.",
        "Tre medarbejdere deltog og har fortalt om det på et personalemøde.",
    ),
    DemoWish(
        "En afklaring af, hvem der har ansvaret for legepladsen efter lukketid.",
        "",
        "Det har Ejendomme. Vi har bedt dem skrive direkte til jer.",
        "Ejendomme og enheden har aftalt faste tider for tilsyn.",
    ),
    DemoWish(
        "Penge til vikarer, når vi besøger en anden enhed.",
        "Udeliv",
        "Det kan vi ikke give ekstra til i år. Vi kan hjælpe med at lægge besøgene på dage, hvor det koster mindst.",
        "Det blev ikke til flere penge. To besøg blev holdt på planlægningsdage.",
    ),
]


def wish_rows(number: int, section: str, initiatives: Mapping[str, Initiative]) -> tuple[WishRow, WishRow]:
    """Return the wish that is made at the meeting, in its last section, and the one for the minutes as a whole."""
    at_meeting, in_minutes = WISHES[number % len(WISHES)], WISHES[(number + 2) % len(WISHES)]

    def row(one: DemoWish, section: str, origin: str) -> WishRow:
        initiative = initiatives[one.initiative].pk if one.initiative else None
        return WishRow(str(uuid4()), text=one.text, section=section, initiative=initiative, origin=origin)

    return row(at_meeting, section, Origin.MEETING), row(in_minutes, "", "")


def answer_wishes(casts: "Mapping[str, Cast]", today: date) -> None:
    """Those of past years are mostly closed, some only answered, and one is past its date; this year's wait."""
    said = {one.text: one for one in WISHES}
    late = True
    rows = SupportRequest.objects.select_related("meeting__unit__area", "meeting__cycle").order_by("created_at", "pk")
    for number, wish in enumerate(rows):
        cast, wished = casts[wish.meeting.unit.slug], said.get(wish.text)
        day = timezone.localdate(wish.created_at) + timedelta(days=9 + number % 12)
        if wished is None or day >= today - timedelta(days=2):
            continue
        is_last_year = day > today - timedelta(days=300)
        if is_last_year and late and wish.meeting.unit.slug == "bakkeskolen":
            late = False
            past = today - timedelta(days=6)
            with demo_clock(past - timedelta(days=20)):
                assign_wish(
                    wish=wish, responsible_id=cast.consultant.pk, answer_by=past, by=cast.consultant,
                    today=past - timedelta(days=20),
                )  # fmt: skip
            continue
        with demo_clock(day):
            answered = answer_wish(wish=wish, answer=wished.answer, by=cast.consultant if number % 4 else cast.chef)
        if day + timedelta(days=140) < today and not (is_last_year and number % 3 == 0):
            with demo_clock(day + timedelta(days=140)):
                close_wish(wish=answered, outcome=wished.outcome, by=cast.consultant)


def withdraw_one(cast: "Cast", today: date) -> None:
    """Skovskolen takes a wish away that was answered before its meeting."""
    wish = (
        SupportRequest.objects.select_related("meeting__unit__area", "item__meeting__unit")
        .filter(meeting__unit__slug="skovskolen", origin=Origin.BROUGHT, initiative=None)
        .first()
    )
    if wish is None or wish.item is None:
        return
    day = today - timedelta(days=1)
    item = next(one for one in agenda_of(wish.meeting) if one.row and one.row.pk == wish.item_id)
    with demo_clock(day, 9):
        answer_wish(wish=wish, answer="De andre skoler holder åbent hus den 12. Kom endelig med.", by=cast.consultant)
    statement = statement_of(wish.item, item, str(wish.statement_id))
    if statement is not None:
        written = WrittenStatement(statement.texts, statement.title, wishes={wish.pk: ""})
        with demo_clock(day, 14):
            save_statement(
                item=wish.item, statement=statement, written=written, expected_version=statement.version, by=cast.leader
            )
