"""What the contribution form shows of a story: its pieces, and where its buttons lead without script."""

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpRequest

from meetings.data_plan.page_urls import SLOT_PARAMETER
from meetings.evidence.contribution.content_form import ContentForm
from meetings.evidence.contribution.initial_params import AGENDA_ITEM_PARAM
from meetings.evidence.contribution.story_pieces import FILE, QUOTE, TEXT, StoryPiece, pieces_of
from meetings.evidence.files.load_media import media_items_of
from meetings.evidence.kind_specs import spec_of
from meetings.evidence.models import Evidence

#: The id of a piece in the templates that the script adds pieces from.
BLANK_PIECE_ID = "00000000-0000-4000-8000-00000000000{}"


def stored_pieces(evidence: Evidence) -> list[StoryPiece]:
    """Return the pieces of a story; none of other kinds."""
    if not spec_of(evidence.kind).is_stream:
        return []
    return pieces_of(evidence.body, {item.pk: str(item.key) for _placed, item in media_items_of(evidence)})


def story_button(request: HttpRequest) -> str:
    """Return the query string and fragment that show the story after the button of a piece was pressed, else "".

    `move` is "up:" or "down:" and a piece; `add` is a kind, "|" and the piece that it comes after.
    """
    move, (kind, bar, after) = request.POST.get("move", ""), request.POST.get("add", "").partition("|")
    begun_with = {name: request.GET[name] for name in (AGENDA_ITEM_PARAM, SLOT_PARAMETER) if name in request.GET}
    if move:
        return f"?{urlencode({**begun_with, 'flyttet': move})}#flyttet"  # a fragment of something would take the focus
    new, target = ("file", "filer") if kind == FILE else (f"{kind}:{(key := uuid4())}", f"stykke-{key}")
    return f"?{urlencode({**begun_with, 'ny': new, 'efter': after})}#{target}" if bar else ""


def stream_context(request: HttpRequest, form: ContentForm, files: list[dict[str, Any]]) -> dict[str, object]:
    """Return `stream`, the rows of the pieces; `blank_pieces`, rows of new ones by kind; and what was just pressed.

    Files of the story that the form does not name come last.
    """
    if not form.shape.is_stream:
        return {}
    by_key = {str(file["item"].key): file for file in files}
    named = {piece.id for piece in form.stream if piece.kind == FILE}
    more = [StoryPiece(FILE, key, {}) for key in by_key if key not in named]
    shown = [piece for piece in [*form.stream, *more] if piece.kind != FILE or piece.id in by_key]
    new = [StoryPiece(kind, BLANK_PIECE_ID.format(number), {}) for number, kind in enumerate((QUOTE, TEXT))]
    blank = ContentForm(kind=form.kind, pieces=new)
    after = request.GET.get("efter", "") if request.GET.get("ny") == FILE else ""
    return {
        "stream": [_row(form, piece, by_key.get(piece.id)) for piece in shown],
        "blank_pieces": [_row(blank, piece, None) for piece in new],
        "moved": request.GET.get("flyttet", ""),
        "files_after": after if any(piece.sent == after for piece in shown) else "",
    }


def _row(form: ContentForm, piece: StoryPiece, file: dict[str, object] | None) -> dict[str, object]:
    moves = {way: f"{way}:{piece.sent}" for way in ("up", "down")}
    return {"piece": piece, "fields": form.fields_of(piece), "file": file, **moves}
