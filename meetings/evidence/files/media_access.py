"""Access rule for media files (settings.MEDIA_ACCESS): whoever may now see a page that shows the file may fetch it.

A file belongs to one piece of evidence. Later packages register their own pages with `register_media_rule`: the
lederforum, whose examples show files of evidence.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.utils import timezone

from accounts.user import AnyUser, User
from foundation.compiled_query import CompiledQuery, Parameter
from media.media_item import MediaItem
from media.serving.permission import ViewGrant
from media.view_log.entry import Circumstances, ViewLogEntry, window_of
from media.view_log.enums import ViewPlace
from meetings.evidence.models import Evidence
from meetings.evidence.visible_text import with_visible_text
from meetings.units import access, authentication
from meetings.units.access import CurrentRole

#: From the person to a filter on the rows of media items.
MediaRule = Callable[[Any], Q]
_rules: dict[ViewPlace, MediaRule] = {}


def register_media_rule(seen_in: ViewPlace) -> Callable[[MediaRule], MediaRule]:
    """Register, as a decorator, a rule for one more place whose readers may fetch an item."""

    def declare(rule: MediaRule) -> MediaRule:
        _rules[seen_in] = rule
        return rule

    return declare


@register_media_rule(ViewPlace.MEETING)
def shown_by_evidence(user: AnyUser) -> Q:
    """Readers of the piece of evidence that owns the item, unless the piece was withdrawn."""
    pieces = access.visible_to(user, Evidence).filter(with_visible_text(), pk=OuterRef("evidence_id"))
    return Q(Exists(pieces))


def evidence_seen(user: AnyUser, pieces: Iterable[int]) -> set[int]:
    """Return which of these pieces `user` may see, and so know of their files even before they are ready
    (settings.MEDIA_EVIDENCE_SEEN). At most two queries.
    """
    wanted = set(pieces)
    if not wanted or not access.of(user).is_somebody:
        return set()
    seen = access.visible_to(user, Evidence).filter(with_visible_text(), pk__in=wanted)
    return set(seen.values_list("pk", flat=True))


def permit(request: HttpRequest, key: UUID) -> ViewGrant | None:
    """Return the item with this key and the circumstances for the view log, if the user may fetch it now.

    Two queries for the whole file request: the user with roles, and the item with its access rules, its unit and
    whether the view log already has this view.
    """
    user = authentication.get_user_with_roles(request)
    if user is None:
        return None
    person = access.of(user)
    query = _item_with_place(user.pk, person.standings, person.today, tuple(_rules.items()))
    rows = query.rows(key=key, text_key=str(key), window=window_of(timezone.now()))
    if not rows:
        return None
    *values, seen_in, unit_id, area_id, is_logged = rows[0]
    if not seen_in:
        return None
    item = MediaItem.from_db("default", _item_columns(), values)
    seen = Circumstances(
        *person.capacity(unit_id, area_id), unit_id=unit_id, evidence_id=item.evidence_id, seen_in=ViewPlace(seen_in)
    )
    return ViewGrant(item=item, person=user, seen=seen, is_logged=is_logged)


def _item_columns() -> list[str]:
    return [field.attname for field in MediaItem._meta.concrete_fields]


@lru_cache(maxsize=64)
def _item_with_place(
    person_id: int, standings: tuple[CurrentRole, ...], today: date, rules: tuple[tuple[ViewPlace, MediaRule], ...]
) -> CompiledQuery:
    """The item with a key, if it may be shown at all: its columns, the first place that gives access ("" for none),
    unit and area, and whether the view is logged.

    What is kept is the SQL of the access rules for a person with exactly these roles on this day, so that the twenty
    pictures of a page compile it once; who may see what is asked of the database each time.
    """

    def build() -> "QuerySet[Any]":
        user = User(pk=person_id)
        access.set_roles(user, standings, today)
        log = ViewLogEntry._meta
        logged = ViewLogEntry.objects.filter(
            item_kind=OuterRef("kind"),
            item_key=Parameter("text_key", log.get_field("item_key")),
            person=person_id,
            window=Parameter("window", log.get_field("window")),
        )
        items = MediaItem.objects.filter(key=Parameter("key", MediaItem._meta.get_field("key")))
        placed = items.shown_on(today).annotate(
            seen_in=Case(*(When(rule(user), then=Value(seen_in.value)) for seen_in, rule in rules), default=Value("")),
            unit=F("evidence__unit_id"),
            area=F("evidence__unit__area_id"),
            is_logged=Exists(logged),
        )
        return placed.values_list(*_item_columns(), "seen_in", "unit", "area", "is_logged")

    return CompiledQuery(build)
