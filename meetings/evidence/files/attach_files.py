"""Attach files to a piece of evidence: several at once; accepted ones are kept when others are refused."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit, cpr
from foundation.errors import NotAllowed, Refusal
from foundation.stream_data import raw_blocks
from media.ingest import original_name
from media.ingest.incoming_file import IncomingFile
from media.ingest.receive import receive
from media.ingest.refusals import StoreUnavailable
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.evidence.body import files_in, set_body, with_file
from meetings.evidence.contribution.open_for_evidence import require_open
from meetings.evidence.evidence_versions import bump_evidence_version, save_evidence_revision
from meetings.evidence.files.kind_of_upload import kind_of_upload
from meetings.evidence.files.load_media import default_delete_after
from meetings.evidence.kind_specs import spec_of
from meetings.evidence.models import Evidence
from meetings.evidence.permissions import may_edit

#: More than can be looked at in a meeting; stops an accidental selection of a whole album.
MAX_FILES = 30


class TooManyFiles(Refusal):
    """The files exceed the limit; none was taken."""


class AlreadyShared(Refusal):
    """The meeting can see the evidence, so no files are added."""


@dataclass(frozen=True)
class RefusedFile:
    """A file that was not accepted: `name` as on the person's device, and `reason` as a text for them. `is_temporary`:
    the reason is the store's, not the file's."""

    name: str
    reason: str
    is_temporary: bool = False


@dataclass(frozen=True)
class AttachResult:
    evidence: Evidence
    accepted: list[MediaItem]
    refused: list[RefusedFile]


def attach_files(*, evidence: Evidence, files: Sequence[IncomingFile], by: User, today: date) -> AttachResult:
    """Create a media item of the evidence and a block at the end of its body for each file of an accepted kind.

    A task prepares each item afterwards, or refuses it with a reason. The date of deletion is set from the kind, so
    that a file that nobody describes is not kept for ever. Shared evidence takes no files: they would be seen before
    they are described. Raises NotAllowed, GatheringIsOver, EvidenceWithdrawn, TooManyFiles, AlreadyShared. Call it
    outside a transaction: a large file takes its time.
    """
    if not may_edit(by, evidence):
        raise NotAllowed(_("Only the person who made this draft and the leaders can change it."))
    require_file_limit(evidence, len(files))
    shape = spec_of(evidence.kind)
    if not shape.media:
        return AttachResult(evidence, [], [])  # figures have a form of their own
    accepted: list[MediaItem] = []
    refused: list[RefusedFile] = []
    now = time.time_ns() // 1_000_000 * 1000  # as the upload script counts: milliseconds, then place in the selection
    for place, file in enumerate(files):
        order = getattr(file, "chosen_order", 0) or now + place
        kind = kind_of_upload(file, shape.media)
        try:
            accepted.append(receive(kind=kind, upload=file, evidence=evidence, by=by, chosen_order=order))
        except Refusal as refusal:
            name = cpr.masked(original_name.clean_file_name(file.name)) or _("The file")
            refused.append(RefusedFile(name, refusal.message, isinstance(refusal, StoreUnavailable)))
    if accepted:
        evidence = _place(evidence, by=by, today=today)
    return AttachResult(evidence, accepted, refused)


def require_file_limit(evidence: Evidence, count: int) -> None:
    """Check that `count` more files can be added now. Raises GatheringIsOver, EvidenceWithdrawn, TooManyFiles,
    AlreadyShared.
    """
    require_open(evidence)
    if count and evidence.is_shared:
        raise AlreadyShared(
            _("Take it back before you add more, so that nobody sees a file before you have described it.")
        )
    if count + len(files_in(evidence.body)) > MAX_FILES:
        raise TooManyFiles(_("There is room for %(most)s files. Choose the best ones.") % {"most": MAX_FILES})


def _until(evidence: Evidence, kind: str, today: date) -> date:
    """Return the default date of deletion of the kind, but not later than that of its contribution."""
    usual = default_delete_after(kind, today)
    if evidence.delete_after is None or spec_of(evidence.kind).main:
        return usual
    return min(usual, evidence.delete_after)


def _place(evidence: Evidence, *, by: User, today: date) -> Evidence:
    """Add every file of the evidence that is not in the body yet, including one whose worker was stopped before it came
    here.

    Files are ordered as they were chosen, not as they arrived: photos overtake a film.
    """
    with transaction.atomic():
        current = bump_evidence_version(evidence, None)  # adding a file overwrites nobody's changes
        raw = raw_blocks(current.body)
        placed = {file.pk for file in files_in(raw)}
        items = list(MediaItem.objects.of_evidence(current).order_by("chosen_order", "created_at", "pk"))
        orders = {item.pk: item.chosen_order for item in items}
        fresh = [item for item in items if item.pk not in placed]
        for item in fresh:
            later = (file for file in files_in(raw) if orders.get(file.pk, 0) > item.chosen_order > 0)
            raw = with_file(raw, MediaKind(item.kind), item.pk, before=next(later, None))
        for kind in {item.kind for item in fresh}:
            undated = MediaItem.objects.filter(pk__in=[item.pk for item in fresh], kind=kind, delete_after=None)
            undated.update(delete_after=_until(current, kind, today))
        set_body(current, raw)
        save_evidence_revision(current, by=by)
        audit.record("evidence.files_added", current, by=by, unit_id=current.unit_id, files=len(fresh))
    return current
