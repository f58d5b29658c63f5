"""Placeholder texts for hidden items, suitable for every reader: what it was and since when, never why or who."""

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.text.danish_formats import date as danish_date
from media.enums import MediaState, ObjectionKind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

    from media.media_item import MediaItem

#: Beginning of a sentence, by model name.
THE_THING: "dict[str, StrPromise]" = {
    "image": gettext_lazy("The picture"),
    "film": gettext_lazy("The film"),
    "sound": gettext_lazy("The sound recording"),
    "document": gettext_lazy("The document"),
}


def the_thing(kind: str) -> str:
    """Return e.g. "The picture" for the model named `kind`; "The contribution" for "", a whole contribution."""
    return str(THE_THING.get(kind) or (_("The file") if kind else _("The contribution")))


def placeholder_text(what: str, kind: str, when: object) -> str:
    """`what` begins the sentence, `kind` is an ObjectionKind, `when` the moment it was hidden."""
    facts = {"what": what, "date": danish_date(when)}  # type: ignore[arg-type]
    if kind == ObjectionKind.OBJECTION:
        return _("%(what)s is hidden after an objection on %(date)s.") % facts
    if kind == ObjectionKind.CONSENT:
        return _("%(what)s is hidden because a consent was withdrawn on %(date)s.") % facts
    return _("%(what)s was withdrawn by the unit on %(date)s.") % facts


def hidden_text(item: "MediaItem") -> str:
    """Return the placeholder for `item`; "" for an item that is shown."""
    what = the_thing(item._meta.model_name or "")
    if item.is_withdrawn:
        return placeholder_text(what, item.withdrawn_kind, item.withdrawn_at)
    if item.state == MediaState.REFUSED:
        return _("%(what)s could not be accepted.") % {"what": what}
    if item.state != MediaState.READY:
        return _("%(what)s is not ready yet.") % {"what": what}
    if item.delete_after is not None and item.delete_after < timezone.localdate():
        return expired_text(what, item.delete_after)
    return ""


def expired_text(what: str, day: object) -> str:
    """Return the placeholder for what is past its date of deletion but not yet deleted."""
    facts = {"what": what, "date": danish_date(day)}  # type: ignore[arg-type]
    return _("%(what)s is no longer shown: its date of deletion was %(date)s.") % facts


def deleted_text(what: str, day: object) -> str:
    facts = {"what": what, "date": danish_date(day)}  # type: ignore[arg-type]
    return _("%(what)s was deleted on %(date)s, on its date of deletion.") % facts
