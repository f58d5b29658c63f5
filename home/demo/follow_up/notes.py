"""A note for each area, of what its units said last year: one is published to the leaders, units are asked about the
other."""

from datetime import date, timedelta

from home.demo.clock import demo_clock
from home.demo.meetings import Cast
from home.demo.statements import INITIATIVE, LAST_YEAR
from meetings.insights.across.choice import Choice
from meetings.insights.across.passage import Passage
from meetings.insights.across.reading import passages
from meetings.insights.area_note.answer_passage import answer_passage
from meetings.insights.area_note.ask_units import ask_units
from meetings.insights.area_note.collect_passages import collect_passages
from meetings.insights.area_note.decide_note import decide_note
from meetings.insights.area_note.edit_note import edit_note
from meetings.insights.area_note.note_pieces import HEADING, TEXT, NotePiece, new_piece, pieces_of
from meetings.insights.area_note.pages import AreaNotePage
from meetings.insights.area_note.publish_note import publish_note
from meetings.insights.area_note.submit_note import submit_note
from meetings.moderation.enums import Decision

#: For each area: title, the consultant's own words under the first headings, and the last words.
NOTES = {
    "skoler": (
        "Det tager vi med fra skolerne: overgangene",
        [
            "Tre skoler har arbejdet med frikvarter, morgen og fælles dage. De fortæller hver for sig, at det virker, når de "
            "samme voksne er der.",
            "Læst sammen peger udfordringerne på det samme sted: tiden mellem to ting, og dagene, hvor nogen mangler.",
            "Ønskerne handler om at få andre ind og se på hverdagen. Vi samler dem til et fælles forløb i foråret.",
        ],
        "Vi foreslår, at overgange bliver et fokus i næste års skabelon, og at spørgsmålene sendes ud to uger før mødet.",
    ),
    "dagtilbud": (
        "Det tager vi med fra dagtilbud: de stille børn",
        [
            "Husene beskriver, hvad der sker, når børnene leger på tværs af stuer og alder.",
            "De børn, der har sværest ved at komme med, er dem, der kommer sidst, og dem, der har få ord på dansk.",
            "Flere vil gerne besøge hinanden. Det kan vi hjælpe med.",
        ],
        "Vi foreslår, at næste års skabelon spørger til de børn, der står uden for legen.",
    ),
}


def write_notes(casts: dict[str, Cast], school_year: str, today: date) -> None:
    for area, (title, words, last) in NOTES.items():
        of_area = [cast for slug, cast in casts.items() if slug in LAST_YEAR and cast.chef == _chef(casts, area)]
        chef, consultant = of_area[0].chef, of_area[0].consultant
        with demo_clock(today - timedelta(days=30)):
            found = [one for one in passages(chef, Choice(years=(school_year,))) if _is_taken(one)]
            keys = [one.key for one in found]
            (note,) = collect_passages(keys=keys, note=None, title=title, by=consultant)
            note = edit_note(
                note=note,
                title=title,
                pieces=_with_words(note, words, last),
                expected_version=note.version,
                by=consultant,
            )
            note = submit_note(note=note, expected_version=note.version, by=consultant)
        with demo_clock(today - timedelta(days=27)):
            note = decide_note(note=note, decision=Decision.APPROVED, expected_version=note.version, by=chef)
        with demo_clock(today - timedelta(days=26)):
            ask_units(note=note, expected_version=note.version, by=consultant)
        if area == "skoler":
            _publish(note, casts, today)


def _chef(casts: dict[str, Cast], area: str) -> object:
    return casts["skovskolen" if area == "skoler" else "solstraalen"].chef


def _is_taken(passage: Passage) -> bool:
    return passage.topic == INITIATIVE and passage.source.kind in {"statement", "wish"}


def _with_words(note: AreaNotePage, words: list[str], last: str) -> list[NotePiece]:
    """The consultant's own words under each heading, and at the end."""
    own, pieces = iter(words), []
    for piece in pieces_of(note.body, {}):
        pieces.append(piece)
        if piece.kind == HEADING and (text := next(own, "")):
            pieces.append(new_piece(TEXT, text))
    return [*pieces, new_piece(HEADING, "Det foreslår vi"), new_piece(TEXT, last)]


def _publish(note: AreaNotePage, casts: dict[str, Cast], today: date) -> None:
    """All schools but one say yes: Åskolen keeps its challenge to itself."""
    with demo_clock(today - timedelta(days=20)):
        for passage in note.passages.select_related("unit"):
            may_stand = passage.unit.slug != "aaskolen" or passage.kind != "challenges"
            leader = casts[passage.unit.slug].leader
            answer_passage(passage=passage, may_stand=may_stand, expected_version=None, by=leader)
    with demo_clock(today - timedelta(days=18)):
        now = AreaNotePage.objects.select_related("area").get(pk=note.pk)
        publish_note(note=now, expected_version=now.version, by=casts["skovskolen"].chef)
