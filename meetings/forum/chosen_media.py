"""Choose which photos, films and sound recordings of the evidence an example shows, and on what legal basis.

The lederforum is a new purpose (Datatilsynet, August 2022: an explicit purpose and a basis for each use), so each item
is left out until somebody chooses it and states the basis.
"""

import json
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from copy import copy
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import User
from foundation.errors import Refusal
from media.media_item import MediaItem
from media.privacy.clear_for_forum import ClearanceRefused, clear_for_forum, require_clearable
from meetings.evidence.body import PlacedFile, files_in
from meetings.evidence.files.load_media import load_items, media_items_of
from meetings.evidence.models import Evidence
from meetings.forum.building.sources import source_evidence
from meetings.forum.pages import ExampleMedia, ExamplePage


class NotForTheForum(Refusal):
    """A photo, film or recording may not be shown in the lederforum as it is. `reasons` has a sentence for each
    cause."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class ShownItem(NamedTuple):
    """A file of evidence: `label` is its kind with a number ("Photo 2"), `caption` what it is called there."""

    label: str
    caption: str
    item: MediaItem


def shown_items(evidence: Evidence | None) -> list[ShownItem]:
    """Return each photo, film and recording of `evidence` that can still be shown, in the
    order of the evidence."""
    if evidence is None or evidence.is_hidden:
        return []
    today, found, counts = timezone.localdate(), [], Counter[str]()
    for placed, item in media_items_of(evidence):
        if item.spec.is_shown_in_forum and item.is_shown_on(today):
            counts[item.kind] += 1
            label = str(item.spec.numbered) % {"number": counts[item.kind]}
            found.append(ShownItem(label, placed.caption, item))
    return found


def items_of_example(example: ExamplePage) -> list[ShownItem]:
    """Return the same for all evidence that `example` rests on; the label names the piece where there are several."""
    pieces = source_evidence(example)
    if len(pieces) == 1:
        return shown_items(pieces[0])
    return [one._replace(label=f"{one.label} ({piece.title})") for piece in pieces for one in shown_items(piece)]


def choose_media(example: ExamplePage, bases: Mapping[UUID, str], *, by: User) -> list[UUID]:
    """Set the media of `example`, unsaved, to the items of `bases` (key -> legal basis for the lederforum); return
    their keys.

    Call it inside the action's transaction, and `write_media_rows` once the page is saved. Raises NotForTheForum
    with every reason.
    """
    blocks, keys, reasons = [], [], []
    for name, caption, item in items_of_example(example):
        if item.key not in bases:
            continue
        against = reasons_against_showing(name, item, bases[item.key])
        if against:
            reasons += against
            continue
        try:
            clear_for_forum(item=item, basis=bases[item.key], by=by, now=timezone.now())
        except ClearanceRefused as refusal:
            reasons.append(f"{name}: {refusal.message}")
        blocks.append({"type": item.kind, "id": str(uuid.uuid4()), "value": {"item": item.pk, "caption": caption}})
        keys.append(item.key)
    if reasons:
        raise NotForTheForum(reasons)
    example.media = json.dumps(blocks)
    return keys


def reasons_against_showing(name: str, item: MediaItem, basis: str) -> list[str]:
    """Return why `item`, labelled `name`, can't be shown in the lederforum on `basis`: a sentence for each reason."""
    try:
        require_clearable(item, basis)
    except ClearanceRefused as refusal:
        return [f"{name}: {refusal.message}"]
    cleared = copy(item)
    cleared.forum_basis = basis
    missing = cleared.missing_before_forum()
    return [_("%(item)s is missing: %(what)s.") % {"item": name, "what": ", ".join(missing)}] if missing else []


def write_media_rows(example: ExamplePage, keys: list[UUID]) -> None:
    """Write the rows by which leaders may fetch the files; `example` must be saved."""
    ExampleMedia.objects.filter(example=example).exclude(media_key__in=keys).delete()
    for key in keys:
        ExampleMedia.objects.get_or_create(example=example, media_key=key)


def require_still_allowed(example: ExamplePage) -> None:
    """Check the media and the evidence again when the example is cleared. Raises NotForTheForum."""
    today, reasons = timezone.localdate(), []
    # An objection locks this row first, so of two simultaneous transactions the later one sees the other's result.
    keys = [piece.pk for piece in source_evidence(example)]
    told_of = Evidence.objects.select_for_update().defer("body").filter(pk__in=keys).order_by("pk") if keys else ()
    if any(piece.is_hidden or not piece.is_shared for piece in told_of):
        reasons.append(
            _("The evidence behind the example is hidden. The example can be shown when the evidence is shown again.")
        )
    for number, item in enumerate(media_of(example), start=1):
        name = _("Photo or film %(number)s") % {"number": number}
        if not item.is_shown_on(today):
            reasons.append(_("%(item)s has been withdrawn or deleted.") % {"item": name})
        elif item.missing_before_forum():
            what = ", ".join(item.missing_before_forum())
            reasons.append(_("%(item)s is missing: %(what)s.") % {"item": name, "what": what})
    if len(media_of(example)) != len(example.media):
        reasons.append(_("A photo or film has been deleted. Send the example back, so that the unit can choose again."))
    if reasons:
        raise NotForTheForum(reasons)


def media_of(example: ExamplePage) -> list[MediaItem]:
    """Return the media of `example` that still exist, in their order: one query."""
    return [item for _file, item in media_of_each([example])[example.pk]]


def media_of_each(examples: Iterable[ExamplePage]) -> dict[int, list[tuple[PlacedFile, MediaItem]]]:
    """Return the media of each example, by its primary key, that still exist, in their order: one query for all."""
    placed = {example.pk: files_in(example.media) for example in examples}
    rows = load_items(file for files in placed.values() for file in files)
    return {pk: [(file, rows[file.pk]) for file in files if file.pk in rows] for pk, files in placed.items()}
