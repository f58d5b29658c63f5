"""Published notes in the programme of forum days (settings.FORUM_DAY_NOTES)."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from accounts.user import AnyUser
from meetings.forum.days.shared_notes import SharedNote
from meetings.insights.area_note.enums import Clearance, NoteState
from meetings.insights.area_note.note_pieces import HEADING, shown_pieces
from meetings.insights.area_note.pages import AreaNotePage, QuotedPassage
from meetings.units import access


def published_notes(
    user: AnyUser, only: Collection[int] | None = None, *, with_parts: bool = False
) -> list[SharedNote]:
    """Return the latest first. With parts: the authors' words, and those of the units that have said yes, whoever
    reads."""
    rows = access.visible_to(user, AreaNotePage).filter(state=NoteState.PUBLISHED).select_related("area")
    if only is not None:
        rows = rows.filter(pk__in=only)
    columns = ("title", "url_path", "area__title", *(["body"] if with_parts else []))
    notes = list(rows.only(*columns).order_by("-published_at", "-pk"))
    quoted: dict[int, dict[int, QuotedPassage]] = defaultdict(dict)
    if with_parts and notes:
        passages = access.visible_to(user, QuotedPassage).filter(note__in=notes, clearing=Clearance.YES)
        for row in passages.select_related("unit"):
            quoted[row.note_id][row.pk] = row
    return [
        SharedNote(
            note.pk, note.title, note.url, note.area.title, list(_parts(note, quoted[note.pk])) if with_parts else ()
        )
        for note in notes
    ]


def _parts(note: AreaNotePage, quoted: dict[int, QuotedPassage]) -> Iterator[tuple[str, str]]:
    """Each heading with the words below it; a heading without words is left out."""
    heading, texts = "", list[str]()
    for piece in shown_pieces(note.body, quoted):
        if piece.kind == HEADING:
            if texts:
                yield heading, "\n\n".join(texts)
            heading, texts = piece.words, []
        else:
            texts.append(f"{piece.quoted.unit.title}: »{piece.quoted.words}«" if piece.quoted else piece.words)
    if texts:
        yield heading, "\n\n".join(texts)
