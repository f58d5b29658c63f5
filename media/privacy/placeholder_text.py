"""What stands where a hidden item was, in words fit for every reader: what it was and since when, never why or who."""

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.text.danish_formats import date as danish_date
from media.enums import MediaState, ObjectionKind
from media.kinds.registry import SPECS

if TYPE_CHECKING:
    from media.media_item import MediaItem


def the_thing(kind: str) -> str:
    """ "The picture", for the kind of file; "The contribution" for a whole one."""
    return str(SPECS[kind].the_thing if kind else _("The contribution"))


def placeholder_text(what: str, kind: str, when: object) -> str:
    """`what` begins the sentence, `kind` is an ObjectionKind, `when` the moment it was hidden."""
    facts = {"what": what, "date": danish_date(when)}  # type: ignore[arg-type]
    if kind == ObjectionKind.OBJECTION:
        return _("%(what)s is hidden after an objection on %(date)s.") % facts
    if kind == ObjectionKind.CONSENT:
        return _("%(what)s is hidden because a consent was withdrawn on %(date)s.") % facts
    return _("%(what)s was withdrawn by the unit on %(date)s.") % facts


def hidden_text(item: "MediaItem") -> str:
    """Empty for an item that is shown."""
    what = the_thing(item.kind)
    if item.is_withdrawn:
        return placeholder_text(what, item.withdrawn_kind, item.withdrawn_at)
    if item.state == MediaState.REFUSED:
        return _("%(what)s could not be taken in.") % {"what": what}
    if item.state != MediaState.READY:
        return _("%(what)s is not ready yet.") % {"what": what}
    if item.delete_after is not None and item.delete_after < timezone.localdate():
        return expired_text(what, item.delete_after)
    return ""


def expired_text(what: str, day: object) -> str:
    """Its date has passed, and it stands there still."""
    facts = {"what": what, "date": danish_date(day)}  # type: ignore[arg-type]
    return _("%(what)s is no longer shown: its date of deletion was %(date)s.") % facts


def deleted_text(what: str, day: object) -> str:
    facts = {"what": what, "date": danish_date(day)}  # type: ignore[arg-type]
    return _("%(what)s was deleted on %(date)s, when its time had come.") % facts
