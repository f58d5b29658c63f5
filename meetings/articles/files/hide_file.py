"""Register an objection to a file of the editors' own, which hides it at once, and show it again with a reason."""

from datetime import date

from accounts.user import User
from media.media_item import MediaItem
from media.privacy.lift_objection import lift_objection
from media.privacy.objection import Objection
from media.privacy.record_objection import ObjectionDetails, record_objection
from meetings.articles.files.describe_file import require_editor


def hide_file(*, item: MediaItem, details: ObjectionDetails, by: User, today: date) -> Objection:
    """Hide the file. Raises NotAllowed, ObjectionRefused."""
    require_editor(by)
    return record_objection(evidence_id=None, item=item, details=details, by=by, today=today)


def show_file_again(*, item: MediaItem, reason: str, by: User) -> None:
    """Close the oldest open objection; another one still hides it. Raises NotAllowed, RestoreReasonMissing."""
    require_editor(by)
    found = Objection.objects.open().filter(evidence=None, item_key=item.key).order_by("registered_at", "pk").first()
    if found is not None:
        lift_objection(objection=found, reason=reason, by=by)
