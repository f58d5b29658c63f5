"""The view log for those responsible (`Right.SEE_VIEW_LOG`) and for extracts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.roles import Right
from accounts.user import AnyUser
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.view_log.entry import ViewLogEntry
from meetings.evidence.models import Evidence
from meetings.evidence.visible_text import with_visible_text
from meetings.units import access
from meetings.units.access import ALL_ROWS, Access
from meetings.units.pages import UnitPage


@access.rule("media.ViewLogEntry")
def view_log_rule(access: Access) -> Q:
    """Views in one's own unit; for the administrator, in all units. The log stores units by primary key only."""
    if access.everywhere(Right.SEE_VIEW_LOG):
        return ALL_ROWS
    return Q(unit_id__in=access.unit_ids(Right.SEE_VIEW_LOG))


@dataclass(frozen=True)
class ViewedThing:
    """What was seen, without telling what it shows: `name` is the one a browser saves the file under."""

    kind: str
    key: str
    unit_id: int | None
    evidence_id: int | None
    name: str
    unit: str
    #: Title of the evidence it belongs to, for those who may see that; else empty.
    evidence: str = ""
    count: int = 0
    last_seen: datetime | None = None

    @property
    def ref(self) -> str:
        return f"{self.kind}.{self.key}"


def viewed_things(user: AnyUser, *, evidence_id: int | None = None) -> list[ViewedThing]:
    """Return what has been seen, latest first; with `evidence_id` only what belongs to that evidence, seen or not."""
    rows = access.visible_to(user, ViewLogEntry)
    if evidence_id is not None:
        rows = rows.filter(evidence_id=evidence_id)
    grouped = _grouped(rows)
    if evidence_id is not None:
        grouped += _never_seen(user, evidence_id, {(row.kind, row.key) for row in grouped})
    return _named(user, grouped)


def find_viewed_thing(user: AnyUser, kind: str, key: str) -> ViewedThing | None:
    """Return one thing, seen or not; None when this person may not see its log, or it does not exist."""
    if not (kind + key).isprintable():
        return None  # databases reject characters such as NUL
    rows = access.visible_to(user, ViewLogEntry).filter(item_kind=kind, item_key=key)
    if found := _grouped(rows)[:1]:
        return _named(user, found)[0]
    item = MediaItem.objects.filter(kind=kind, key=key).first() if _is_uuid(key) else None
    if item is None:
        return None
    return next((thing for thing in viewed_things(user, evidence_id=item.evidence_id) if thing.key == key), None)


def views_of_thing(user: AnyUser, thing: ViewedThing) -> QuerySet[ViewLogEntry]:
    """Return each view of `thing` with its person, latest first."""
    rows = access.visible_to(user, ViewLogEntry).filter(item_kind=thing.kind, item_key=thing.key)
    return rows.select_related("person").order_by("-seen_at", "-pk")


def unit_names(rows: Iterable[ViewLogEntry]) -> dict[int | None, str]:
    """Return the names of the units in which the viewers had their role; one query. Wider roles and closed units have
    none.
    """
    numbers = {row.role_unit_id for row in rows}
    names: dict[int | None, str] = dict(UnitPage.objects.filter(pk__in=numbers).values_list("pk", "title"))
    return names


class _ViewCount(NamedTuple):
    kind: str
    key: str
    unit_id: int | None
    evidence_id: int | None
    views: int = 0
    last_seen: datetime | None = None


def _grouped(rows: QuerySet[ViewLogEntry]) -> list[_ViewCount]:
    """One for each thing, the latest first."""
    things = rows.order_by().values_list("item_kind", "item_key", "unit_id", "evidence_id")
    return [
        _ViewCount(*row) for row in things.annotate(views=Count("pk"), last_seen=Max("seen_at")).order_by("-last_seen")
    ]


def _never_seen(user: AnyUser, evidence_id: int, known: set[tuple[str, str]]) -> list[_ViewCount]:
    piece = Evidence.objects.filter(pk=evidence_id).select_related("unit").first()
    if piece is None or not access.of(user).may(Right.SEE_VIEW_LOG, piece.unit):
        return []
    return [
        _ViewCount(kind, str(key), piece.unit_id, evidence_id)
        for kind, key in MediaItem.objects.filter(evidence_id=evidence_id).values_list("kind", "key")
        if (kind, str(key)) not in known
    ]


def _named(user: AnyUser, rows: list[_ViewCount]) -> list[ViewedThing]:
    units = dict(
        UnitPage.objects.filter(pk__in={row.unit_id for row in rows if row.unit_id}).values_list("pk", "title")
    )
    seen = access.visible_to(user, Evidence).filter(with_visible_text()).values("pk")
    pieces = Evidence.objects.filter(pk__in={row.evidence_id for row in rows if row.evidence_id}).annotate(
        is_seen=Q(pk__in=seen)
    )
    titles: dict[int, str] = {}
    years: dict[int | str, str] = {}  # by number of the evidence, or by key of the minutes
    for pk, title, is_seen, year in pieces.values_list("pk", "title", "is_seen", "meeting__slug"):
        titles[pk], years[pk] = title if is_seen else "", year
    minutes = {row.key for row in rows if row.evidence_id is None}
    for pk, path in Page.objects.filter(pk__in=minutes).values_list("pk", "url_path"):
        years[str(pk)] = path.split("/")[-3]
    return [
        ViewedThing(
            kind=row.kind,
            key=row.key,
            unit_id=row.unit_id,
            evidence_id=row.evidence_id,
            name=_name(row, years.get(row.evidence_id or row.key, "")),
            unit=units.get(row.unit_id, ""),
            evidence=titles.get(row.evidence_id or 0, ""),
            count=row.views,
            last_seen=row.last_seen,
        )
        for row in rows
    ]


def _name(row: _ViewCount, year: str) -> str:
    """Return a neutral name such as "Picture 3f2a91bc", "Minutes 2026" or "Contribution 2026"."""
    if row.kind in MediaKind.values:
        return f"{MediaKind(row.kind).label.capitalize()} {row.key[:8]}"
    what = _("Minutes") if row.evidence_id is None else _("Contribution")
    return f"{what} {year}".strip()


def _is_uuid(text: str) -> bool:
    return len(text) == 36 and text.count("-") == 4 and all(c in "0123456789abcdef-" for c in text)
