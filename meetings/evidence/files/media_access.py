"""Access rule for media files (settings.MEDIA_ACCESS): whoever may now see a page that shows the file may fetch it.

A file belongs to one piece of evidence. Later packages register their own pages with `register_media_rule`: the
lederforum, whose examples show files of evidence.
"""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.http import HttpRequest
from django.utils import timezone

from accounts.user import AnyUser
from media.media_item import MediaItem
from media.querysets import MediaQuerySet
from media.serving.permission import Permission
from media.view_log.entry import Circumstances, ViewLogEntry, window_of
from media.view_log.enums import SeenIn
from meetings.evidence.models import Evidence
from meetings.evidence.visible_text import with_visible_text
from meetings.units import access, authentication

#: From the person to a filter on the rows of media items.
MediaRule = Callable[[Any], Q]
_rules: dict[SeenIn, MediaRule] = {}


def register_media_rule(seen_in: SeenIn) -> Callable[[MediaRule], MediaRule]:
    """Decorator that registers a rule for one more place whose readers may fetch an item."""

    def declare(rule: MediaRule) -> MediaRule:
        _rules[seen_in] = rule
        return rule

    return declare


@register_media_rule(SeenIn.MEETING)
def shown_by_evidence(user: AnyUser) -> Q:
    """Readers of the piece of evidence that owns the item, unless the piece was withdrawn."""
    pieces = access.visible_to(user, Evidence).filter(with_visible_text(), pk=OuterRef("evidence_id"))
    return Q(Exists(pieces))


def with_place(user: AnyUser, items: MediaQuerySet) -> MediaQuerySet:
    """Return those of `items` that may be shown at all, annotated with `seen_in`: the first place that gives `user`
    access, or "" when they may not fetch the item.
    """
    shown = items.shown_on(timezone.localdate())
    if not access.of(user).is_somebody:
        return shown.none()
    places = [When(rule(user), then=Value(seen_in.value)) for seen_in, rule in _rules.items()]
    return shown.annotate(seen_in=Case(*places, default=Value("")))


def evidence_seen(user: AnyUser, pieces: Iterable[int]) -> set[int]:
    """Return which of these pieces `user` may see, and so know of their files even before they are ready
    (settings.MEDIA_EVIDENCE_SEEN). At most two queries.
    """
    wanted = set(pieces)
    if not wanted or not access.of(user).is_somebody:
        return set()
    seen = access.visible_to(user, Evidence).filter(with_visible_text(), pk__in=wanted)
    return set(seen.values_list("pk", flat=True))


def permit(request: HttpRequest, key: UUID) -> Permission | None:
    """Return the item with this key and the circumstances for the view log, if the user may fetch it now.

    Two queries for the whole file request: the user with roles, and the item with its access rules, its unit and
    whether the view log already has this view.
    """
    user = authentication.get_user_with_roles(request)
    if user is None:
        return None
    logged = ViewLogEntry.objects.filter(
        item_kind=OuterRef("kind"), item_key=str(key), person=user, window=window_of(timezone.now())
    )
    rows = with_place(user, MediaItem.objects.filter(key=key)).annotate(
        unit_id=F("evidence__unit_id"),
        area_id=F("evidence__unit__area_id"),
        is_logged=Exists(logged),
    )
    item = rows.first()
    if item is None or not item.seen_in:
        return None
    return Permission(item=item, person=user, seen=_circumstances(access.of(user), item), is_logged=item.is_logged)


def _circumstances(person: access.Access, item: Any) -> Circumstances:
    """`item` carries the annotations added by `permit`."""
    return Circumstances(
        **person.capacity(item.unit_id, item.area_id),
        unit_id=item.unit_id,
        evidence_id=item.evidence_id,
        seen_in=SeenIn(item.seen_in),
    )
