"""Say what a file of the editors' own shows, and why it may be shown until when."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.errors import NotAllowed
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.privacy.set_privacy import PrivacyAnswers, set_privacy
from meetings.units import access


@dataclass(frozen=True)
class FileAnswers(PrivacyAnswers):
    """`words`: what a picture shows, or the name of a document."""

    words: str = ""


def describe_file(*, item: MediaItem, answers: FileAnswers, by: User, today: date) -> MediaItem:
    """Return a basis that is taken back hides it from the next request on. Raises NotAllowed, PrivacyRefused."""
    require_editor(by)
    with transaction.atomic():
        current = MediaItem.objects.of_editors().select_for_update().get(pk=item.pk)
        write_answers(current, answers, by=by, today=today)
    return current


def require_editor(by: User) -> None:
    if not access.of(by).has(Right.EDIT_ARTICLES):
        raise NotAllowed(_("Only editors add files to articles and describe them."))


def write_answers(item: MediaItem, answers: FileAnswers, *, by: User, today: date) -> None:
    """Call it inside the transaction of an action. Raises PrivacyRefused."""
    name = "alt_text" if item.kind == MediaKind.IMAGE else "title"
    setattr(item, name, answers.words.strip()[:150])
    item.save(update_fields=[name])
    set_privacy(item=item, answers=answers, by=by, today=today)
