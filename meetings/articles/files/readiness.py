"""What an editor's file lacks before an article may show it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from media.enums import DepictsChildren, MediaState
from media.media_item import MediaItem


def reasons_against_publishing(item: MediaItem) -> list[str]:
    """Return why no published article may show `item` today, as sentences that say what to do; empty when it may."""
    if item.state == MediaState.REFUSED:
        return [_("%(file)s could not be accepted: %(reason)s") % {"file": item.the_thing, "reason": item.refusal}]
    if item.is_under_way:
        return [_("%(file)s is still being prepared. Try again in a moment.") % {"file": item.the_thing}]
    if item.is_withdrawn:
        return [_("%(file)s is hidden because of an objection. Remove it.") % {"file": item.the_thing}]
    if item.is_past_on(timezone.localdate()):
        return [_("%(file)s has passed its date of deletion. Remove it.") % {"file": item.the_thing}]
    if not item.legal_basis and item.depicts_children == DepictsChildren.IDENTIFIABLE:
        return [
            _(
                "Children can be recognised in it, and nobody has said why we may show it (the legal basis). Open the "
                "file, state the basis, and publish again – or choose another one."
            )
        ]
    if missing := item.missing_before_sharing():
        what = {"file": item.the_thing, "what": ", ".join(missing)}
        return [_("%(file)s lacks: %(what)s. Open the file, fill it in, and publish again.") % what]
    return []


def title_with_state(item: MediaItem) -> str:
    """Return, for lists, what it shows, and what it lacks in a word."""
    name = item.alt_text or item.title or item.source_name or str(item)
    return f"{name[:80]} – {file_state(item)}"


def file_state(item: MediaItem) -> str:
    if item.state == MediaState.REFUSED:
        return _("could not be accepted")
    if item.is_under_way:
        return _("being prepared")
    if item.is_withdrawn:
        return _("hidden after an objection")
    if item.is_past_on(timezone.localdate()):
        return _("past its date")
    return _("lacks something") if item.missing_before_sharing() else _("ready")
