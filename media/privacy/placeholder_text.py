"""Placeholder texts for hidden items, suitable for every reader: what it was and since when, never why or who."""

from django.utils.translation import gettext as _

from foundation.text.danish_formats import format_date
from media.enums import ObjectionKind
from media.kinds.registry import SPECS


def sentence_subject(kind: str) -> str:
    """Return "The picture", for the kind of file; "The contribution" for a whole one."""
    return str(SPECS[kind].the_thing if kind else _("The contribution"))


def placeholder_text(what: str, kind: str, when: object) -> str:
    """Return the sentence that stands for it. `what` begins the sentence, `kind` is an ObjectionKind, `when` the moment
    it was hidden."""
    facts = {"what": what, "date": format_date(when)}  # type: ignore[arg-type]
    if kind == ObjectionKind.OBJECTION:
        return _("%(what)s is hidden after an objection on %(date)s.") % facts
    if kind == ObjectionKind.CONSENT:
        return _("%(what)s is hidden because a consent was withdrawn on %(date)s.") % facts
    return _("%(what)s was withdrawn by the unit on %(date)s.") % facts


def expired_text(what: str, day: object) -> str:
    """Return the placeholder for what is past its date of deletion but not yet deleted."""
    facts = {"what": what, "date": format_date(day)}  # type: ignore[arg-type]
    return _("%(what)s is no longer shown: its date of deletion was %(date)s.") % facts


def deleted_text(what: str, day: object) -> str:
    facts = {"what": what, "date": format_date(day)}  # type: ignore[arg-type]
    return _("%(what)s was deleted on %(date)s, on its date of deletion.") % facts
