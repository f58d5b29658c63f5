"""Begin an upload."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count, Model, Sum
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext

from accounts.user import User
from media.ingest import original_name, refuse_cpr
from media.ingest.refusals import UploadRefused
from media.kinds.registry import SPECS
from media.uploading import limits
from media.uploading.part_store import part_store
from media.uploading.upload import Upload


class UploadTooLarge(UploadRefused):
    """The file is larger than allowed for its kind."""


class TooManyAtOnce(UploadRefused):
    """The person has too many uploads under way."""


def begin(
    *,
    evidence: Model,
    kind: str,
    name: str,
    length: int,
    by: User,
    now: datetime,
    fingerprint: str = "",
    chosen_order: int = 0,
) -> Upload:
    """Create an upload of `length` bytes. The caller checks whether `by` may add to `evidence`.

    Raises UploadTooLarge, TooManyAtOnce, UploadRefused (an empty file, a kind that is not accepted, a CPR number in the
    name), StoreUnavailable.
    """
    require_size(kind, length)
    refuse_cpr.refuse_in_name(name)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)  # simultaneous calls are counted one after the other
        require_quota(by, length, now)
        upload = Upload.objects.create(
            by=by,
            evidence_id=evidence.pk,
            kind=kind,
            name=original_name.clean_file_name(name),
            fingerprint=fingerprint,
            chosen_order=chosen_order,
            length=length,
            created_at=now,
            expires_at=now + limits.UPLOAD_LIFETIME,
        )
        part_store().make(upload)
    return upload


def require_size(kind: str, length: int) -> None:
    spec = SPECS.get(kind)
    if spec is None:
        raise UploadRefused(gettext("Files of this kind are not accepted here."))
    if length == 0:
        raise UploadRefused(gettext("The file is empty. Choose it again, or take a new picture or film."))
    if length > spec.max_bytes():
        too_large = gettext("The size of the file is %(size)s. At most %(most)s is allowed.") % {
            "size": filesizeformat(length),
            "most": filesizeformat(spec.max_bytes()),
        }
        raise UploadTooLarge(f"{too_large} {spec.smaller()}")


def require_quota(by: User, length: int, now: datetime) -> None:
    open_now = Upload.objects.filter(by=by).under_way(now).order_by().aggregate(count=Count("pk"), bytes=Sum("length"))
    too_many = open_now["count"] >= limits.MAX_OPEN_UPLOADS
    if too_many or (open_now["bytes"] or 0) + length > limits.max_bytes_at_once():
        raise TooManyAtOnce(
            gettext("You have too many uploads at once. Wait for the others to finish, or cancel them.")
        )
