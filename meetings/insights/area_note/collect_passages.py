"""Take passages along into a draft of a note for their area."""

import secrets
from collections.abc import Iterable
from itertools import groupby

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from foundation.translation.in_danish import in_danish
from meetings.insights.across.passage import Passage
from meetings.insights.across.reading import ORDER, passages_with_keys
from meetings.insights.across.sources import AGREEMENT, EXAMPLE, MINUTES, STATEMENT, WISH
from meetings.insights.area_note.enums import NoteState
from meetings.insights.area_note.note_pieces import HEADING, PASSAGE, NotePiece, body_of, new_piece, pieces_of
from meetings.insights.area_note.note_versions import bump_note_version, save_with_revision
from meetings.insights.area_note.pages import AreaNotePage, QuotedPassage
from meetings.units import access
from meetings.units.access import UnitKey
from meetings.units.pages import AreaPage

#: The foreign key of each source.
KEYS = {STATEMENT: "item_id", WISH: "wish_id", AGREEMENT: "agreement_id", EXAMPLE: "example_id", MINUTES: "record_id"}


class NoPassageChosen(Refusal):
    """No passage was chosen, or none that the person may read now."""


class OtherArea(Refusal):
    """A chosen note is of another area than a passage."""


def collect_passages(*, keys: Iterable[str], note: AreaNotePage | None, title: str, by: User) -> list[AreaNotePage]:
    """Freeze the words of the passages with these keys and put them at the end of `note`, or into a new note called
    `title` for each of their areas. One that the note has already is not put there again.

    Raises NoPassageChosen, NotAllowed, OtherArea, AlreadyDone.
    """
    with in_danish():
        found = passages_with_keys(by, keys)
    if not found:
        raise NoPassageChosen(_("First tick what you want to use."))
    person = access.of(by)
    if not all(person.may(Right.WRITE_AREA_NOTE, UnitKey(one.unit_id, one.area_id)) for one in found):
        raise NotAllowed(_("You write notes for your own area only."))
    if note is not None and any(one.area_id != note.area_id for one in found):
        raise OtherArea(_("The note is for %(area)s. Tick only what its units said.") % {"area": note.area.title})
    by_area = groupby(sorted(found, key=lambda one: one.area_id), key=lambda one: one.area_id)
    with transaction.atomic():
        return [_collect(list(passages), area_id, note, title, by) for area_id, passages in by_area]


def _collect(passages: list[Passage], area_id: int, note: AreaNotePage | None, title: str, by: User) -> AreaNotePage:
    if note is None:
        current, pieces = _new_note(area_id, title, max(one.school_year for one in passages), by), []
    else:
        current = bump_note_version(note, expected_version=None, states=(NoteState.DRAFT,))
        pieces = pieces_of(current.body, {})
    current.body = body_of([*pieces, *_added(current, passages)])
    current.school_year = max(current.school_year, *(one.school_year for one in passages))
    save_with_revision(current, by=by)
    audit.record("area_note.collected", current, by=by, area=area_id, passages=[one.key for one in passages])
    return current


def _new_note(area_id: int, title: str, school_year: str, by: User) -> AreaNotePage:
    area = AreaPage.objects.select_for_update(of=("self",)).get(pk=area_id)
    slug = f"note-{school_year.replace('/', '-')}-{secrets.token_hex(3)}"
    with in_danish():
        standard = _("Note for %(area)s %(year)s") % {"area": area.title.lower(), "year": school_year}
    note = AreaNotePage(title=title.strip() or standard, slug=slug, area=area, school_year=school_year, live=False,
                        owner=by)  # fmt: skip
    area.add_child(instance=note)
    return note


@in_danish()
def _added(note: AreaNotePage, passages: list[Passage]) -> list[NotePiece]:
    """A heading for each kind, and its passages, which are stored as rows."""
    there = set(note.passages.values_list("source", flat=True))
    new = [one for one in passages if one.key not in there]
    pieces: list[NotePiece] = []
    for kind, of_kind in groupby(sorted(new, key=lambda one: ORDER[one.kind]), key=lambda one: one.kind):
        pieces.append(new_piece(HEADING, str(kind.label)))
        pieces += [new_piece(PASSAGE, quoted_id=_quote(note, one).pk) for one in of_kind]
    return pieces


def _quote(note: AreaNotePage, one: Passage) -> QuotedPassage:
    return QuotedPassage.objects.create(
        note=note, unit_id=one.unit_id, kind=one.kind, school_year=one.school_year, topic=one.topic[:200],
        label=one.label[:200], words=one.words, source=one.key, place=one.url, **{KEYS[one.source.kind]: one.source.pk},
    )  # fmt: skip
