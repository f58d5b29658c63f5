"""What the pages of notes show."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.breadcrumbs import from_front_page
from foundation.pages import page_context
from meetings.insights.area_note.enums import Clearance, NoteState
from meetings.insights.area_note.note_pieces import HEADING, NotePiece, pieces_of, shown_pieces
from meetings.insights.area_note.page_urls import note_crumbs, note_url, passage_url
from meetings.insights.area_note.pages import AreaNotePage, QuotedPassage
from meetings.insights.area_note.visibility import stands
from meetings.units import access
from meetings.units.danish_collation import danish_sort_key

TONES = {
    NoteState.DRAFT: "neutral", NoteState.SUBMITTED: "attention", NoteState.APPROVED: "info",
    NoteState.PUBLISHED: "done",
}  # fmt: skip


def passages_shown(user: AnyUser, note: AreaNotePage) -> dict[int, QuotedPassage]:
    """Return the passages of `note` that its page and its documents show to `user`, by primary key. One query.

    Never those that the unit has said no to; of a published note, and to all but its writers, only those that it has
    said yes to.
    """
    rows = access.visible_to(user, QuotedPassage).filter(note=note.pk).exclude(clearing=Clearance.NO)
    if note.state == NoteState.PUBLISHED or not access.of(user).may(Right.WRITE_AREA_NOTE, note.area):
        rows = rows.filter(clearing=Clearance.YES)
    return {row.pk: row for row in rows.select_related("unit")}


def pieces_shown(user: AnyUser, note: AreaNotePage) -> list[NotePiece]:
    return shown_pieces(note.body, passages_shown(user, note))


@page_context("meetings.AreaNotePage")
def note_context(note: AreaNotePage, request: HttpRequest) -> dict[str, object]:
    """Return `pieces`, what the reader may do next, and for writers the answers of the units."""
    user = request.user
    person = access.of(user)
    writes, decides = (person.may(right, note.area) for right in (Right.WRITE_AREA_NOTE, Right.APPROVE_AREA_NOTE))
    waits = note.state == NoteState.SUBMITTED
    answers = answers_of(note) if writes and note.is_decided else []
    return {
        "note": note,
        "crumbs": note_crumbs(note.title),
        "pieces": pieces_shown(user, note),
        "tone": TONES[NoteState(note.state)],
        "writes": writes,
        "who": _who(note),
        "answers": answers,
        "edit_url": note_url("note_edit", note) if writes and note.state == NoteState.DRAFT else "",
        "submit_url": note_url("note_submit", note) if writes and note.state == NoteState.DRAFT else "",
        "decide_url": note_url("note_decide", note) if waits and decides and note.submitted_by_id != user.pk else "",
        "ask_url": note_url("note_ask", note) if any(one.clearing == Clearance.NOT_ASKED for one in answers) else "",
        "publish_url": note_url("note_publish", note) if decides and note.state == NoteState.APPROVED else "",
        "back_url": note_url("note_take_back", note) if writes and note.state != NoteState.DRAFT else "",
        "documents_url": note_url("note_documents", note) if note.is_decided else "",
        "own": own_words(user, note=note) if note.is_decided else [],
    }


@dataclass(frozen=True)
class UnitAnswer:
    """What a unit has answered about its passages: one row for each answer it gave."""

    unit: str
    clearing: str
    count: int

    @property
    def words(self) -> str:
        label = str(Clearance(self.clearing).label)
        if self.count == 1:
            return label
        return ngettext("%(label)s (%(count)s passage)", "%(label)s (%(count)s passages)", self.count) % {
            "label": label, "count": self.count,
        }  # fmt: skip


def answers_of(note: AreaNotePage) -> list[UnitAnswer]:
    """Return the answers for each unit that is quoted, in alphabetical order. One query."""
    rows = note.passages.filter(stands()).values_list("unit__title", "clearing")
    found = Counter(rows)
    order = list(Clearance.values)
    keys = sorted(found, key=lambda key: (danish_sort_key(key[0]), order.index(key[1])))
    return [UnitAnswer(unit, clearing, found[unit, clearing]) for unit, clearing in keys]


@dataclass(frozen=True)
class OwnWords:
    """A passage that the reader's own unit is asked about."""

    unit: str
    title: str
    url: str
    answer: str
    is_open: bool


def own_words(user: AnyUser, **only: object) -> list[OwnWords]:
    """Return what the reader answers for, those without an answer first. One query, none without the right."""
    person = access.of(user)
    if not person.has(Right.CLEAR_PASSAGE):
        return []
    rows = access.visible_to(user, QuotedPassage).filter(
        person.units_q(Right.CLEAR_PASSAGE, "unit"), **only
    ).exclude(clearing=Clearance.NOT_ASKED)  # fmt: skip
    found = [
        OwnWords(row.unit.title, f"{row.note.title} · {row.get_kind_display()}", passage_url(row),
                 row.get_clearing_display(), row.clearing == Clearance.ASKED)
        for row in rows.select_related("unit", "note").order_by("-asked_at", "pk")[:100]
    ]  # fmt: skip
    return sorted(found, key=lambda one: not one.is_open)


def surroundings(note: AreaNotePage, passage: QuotedPassage) -> list[NotePiece]:
    """Return the passage with the heading above it and the authors' own words in that part, without words of other
    units."""
    pieces = pieces_of(note.body, {passage.pk: passage})
    place = next((number for number, piece in enumerate(pieces) if piece.quoted_id == passage.pk), None)
    if place is None:
        return []
    heads = [number for number, piece in enumerate(pieces) if piece.kind == HEADING]
    first = max((number for number in heads if number < place), default=0)
    last = min((number for number in heads if number > place), default=len(pieces))
    return [piece for piece in pieces[first:last] if piece.quoted is not None or piece.words.strip()]


@dataclass(frozen=True)
class NoteRow:
    """A note in a list."""

    title: str
    url: str
    area: str
    school_year: str
    state: str
    tone: str


def note_rows(user: AnyUser, **only: object) -> list[NoteRow]:
    """Return the notes that `user` may see, the latest year first. One query."""
    rows = access.visible_to(user, AreaNotePage).filter(**only).select_related("area")
    rows = rows.only("title", "url_path", "school_year", "state", "area__title")
    return [
        NoteRow(note.title, note.url, note.area.title, note.school_year, note.get_state_display(),
                TONES[NoteState(note.state)])
        for note in rows.order_by("-school_year", "-pk")[:200]
    ]  # fmt: skip


def drafts_of(user: AnyUser) -> QuerySet[AreaNotePage]:
    """Return the drafts that `user` writes, the latest first."""
    areas = access.of(user).area_ids(Right.WRITE_AREA_NOTE)
    rows = AreaNotePage.objects.filter(area__in=areas, state=NoteState.DRAFT).select_related("area")
    return rows.order_by("-pk")


def list_context(user: AnyUser) -> dict[str, object]:
    person = access.of(user)
    return {
        "notes": note_rows(user),
        "own": own_words(user),
        "writes": person.has(Right.WRITE_AREA_NOTE),
        "across_url": reverse("across") if person.has(Right.READ_ACROSS) else "",
        "crumbs": from_front_page(_("Notes for the area")),
    }


def _who(note: AreaNotePage) -> str:
    if note.state == NoteState.PUBLISHED:
        return _("all leaders, and the editors of the template")
    if note.state == NoteState.APPROVED:
        return _("the head and the consultants of the area; the editors of the template without uncleared words")
    return _("the head and the consultants of the area")
