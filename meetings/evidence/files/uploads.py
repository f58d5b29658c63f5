"""Resumable uploads for evidence (settings.MEDIA_UPLOADS): who may upload, to which draft, and what becomes of the
file.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import AnyUser, User
from foundation.errors import NotAllowed
from media.ingest.refusals import StoreUnavailable, UploadRefused
from media.media_item import MediaItem
from media.uploading.upload_owner import WholeFile
from meetings.evidence.files.attach_files import attach_files, require_file_limit
from meetings.evidence.kind_specs import spec_of
from meetings.evidence.models import Evidence
from meetings.evidence.permissions import may_edit
from meetings.units import access


def may_upload(user: AnyUser) -> bool:
    """Return whether this person may add evidence anywhere."""
    return access.of(user).has(Right.ADD_EVIDENCE)


def evidence_for(user: AnyUser, evidence_id: int, kind: str) -> Evidence | None:
    """Return the draft that this person may add to, or None.

    Raises UploadRefused, AlreadyShared, TooManyFiles, EvidenceWithdrawn, GatheringIsOver when it takes no such file
    now.
    """
    rows = access.visible_to(user, Evidence).select_related("unit__area", "meeting")
    evidence = rows.filter(pk=evidence_id).first()
    if evidence is None or not may_edit(user, evidence):
        return None
    if kind not in spec_of(evidence.kind).media:
        raise UploadRefused(_("Files of this kind are not accepted here."))
    require_file_limit(evidence, 1)
    return evidence


def add_file(user: User, evidence_id: int, kind: str, file: WholeFile) -> MediaItem:
    """Attach the whole file to the draft. Raises what `evidence_for` raises, NotAllowed when the draft is no longer
    accessible, and StoreUnavailable.
    """
    evidence = evidence_for(user, evidence_id, kind)
    if evidence is None:
        raise NotAllowed(_("You cannot add to this any more."))
    attached = attach_files(evidence=evidence, files=[file], by=user, today=timezone.localdate())
    if any(file.is_temporary for file in attached.refused):
        raise StoreUnavailable
    if attached.refused:
        raise UploadRefused(attached.refused[0].reason)
    return attached.accepted[0]
