"""Change the text of a wish with what it stands in, or take it away."""

from accounts.user import User
from foundation import audit
from meetings.support_requests.enums import SupportRequestState
from meetings.support_requests.models import SupportRequest


def change_wish(*, wish: SupportRequest, text: str, initiative_name: str, by: User) -> None:
    """Store another text or name of the initiative; an empty text takes the wish away.

    What has an answer keeps it: taken away, it stays as withdrawn. Callers check the permission and hold the
    transaction of what the wish is a part of.
    """
    if not text and not wish.answered_at:
        audit.record("wish.taken_away", wish, by=by, unit_id=wish.meeting.unit_id)
        wish.delete()
        return
    if text and (text, initiative_name) == (wish.text, wish.initiative_name):
        return
    if text:
        wish.text, wish.initiative_name = text, initiative_name
    else:
        wish.state = SupportRequestState.WITHDRAWN
    wish.version += 1
    wish.save(update_fields=["text", "initiative_name", "state", "version"])
    audit.record("wish.changed" if text else "wish.withdrawn", wish, by=by, unit_id=wish.meeting.unit_id)
