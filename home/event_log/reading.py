"""Rows of the two logs, filtered: one statement for the rows, and one for the names of their units."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Role
from accounts.user import AnyUser
from foundation.audit import AuditEvent
from home.event_log.action_labels import ACTION_LABELS
from home.event_log.forms import ACTS, LogFilter
from media.kinds.enums import MediaKind
from media.view_log.entry import ViewLogEntry
from media.view_log.enums import ViewPlace
from meetings.units import access
from meetings.units.pages import UnitPage

PAGE_SIZE = 50


@dataclass(frozen=True)
class LogRow:
    """One act or view. `subject` names the thing by its kind and number, never by its title or content."""

    pk: int
    at: datetime
    person: str
    act: str
    subject: str
    unit: str


def log_page(user: AnyUser, form: LogFilter, *, before: int | None) -> tuple[list[LogRow], int | None]:
    """Return the newest rows that the filter lets through and that are older than row `before`; and the row after which
    older ones follow, None at the end."""
    rows = _filtered(user, form)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = _rows(form, rows[: PAGE_SIZE + 1])
    return found[:PAGE_SIZE], found[PAGE_SIZE - 1].pk if len(found) > PAGE_SIZE else None


def log_rows(user: AnyUser, form: LogFilter, *, maximum: int) -> list[LogRow]:
    """Return the newest `maximum` rows, for a file."""
    return _rows(form, _filtered(user, form)[:maximum])


def _filtered(user: AnyUser, form: LogFilter) -> "QuerySet[AuditEvent | ViewLogEntry]":
    filters, is_acts = form.filters, form.kind == ACTS
    model: type[AuditEvent] | type[ViewLogEntry] = AuditEvent if is_acts else ViewLogEntry
    who, when, what = ("actor", "at", "action") if is_acts else ("person", "seen_at", "seen_in")
    condition = Q()
    if filters["person"]:
        condition &= Q(**{f"{who}__name__icontains": filters["person"]}) | Q(
            **{f"{who}__email__iexact": filters["person"]}
        )
    if filters["handling"]:
        condition &= Q(**{what: filters["handling"]})
    if filters["enhed"]:
        condition &= Q(unit_id=filters["enhed"].pk)
    if filters["fra"]:
        condition &= Q(**{f"{when}__gte": timezone.make_aware(datetime.combine(filters["fra"], time.min))})
    if filters["til"]:
        day_after = filters["til"] + timedelta(days=1)
        condition &= Q(**{f"{when}__lt": timezone.make_aware(datetime.combine(day_after, time.min))})
    if filters["nummer"]:
        condition &= Q(**{"object_id" if is_acts else "item_key__startswith": filters["nummer"]})
    return access.visible_to(user, model).filter(condition).order_by("-pk")


def _rows(form: LogFilter, rows: "QuerySet[AuditEvent | ViewLogEntry]") -> list[LogRow]:
    found: list[tuple[int, datetime, str | None, str, str, int | None]]
    if form.kind == ACTS:
        acts = ("pk", "at", "actor__name", "action", "object_type", "object_id", "unit_id")
        found = [(*row[:4], _object(*row[4:6]), row[6]) for row in rows.values_list(*acts)]
    else:
        views = ("pk", "seen_at", "person__name", "seen_in", "item_kind", "item_key", "unit_id", "role")
        found = [
            (
                pk,
                at,
                _("%(name)s (%(role)s)") % {"name": name, "role": dict(Role.choices).get(role, role)},
                place,
                _thing(kind, key),
                unit,
            )
            for pk, at, name, place, kind, key, unit, role in rows.values_list(*views)
        ]
    units = _units({row[5] for row in found})
    return [
        LogRow(pk, at, person or _("the system"), _act(act, form.kind), subject, units.get(unit_id, ""))
        for pk, at, person, act, subject, unit_id in found
    ]


def _units(pks: set[int | None]) -> dict[int | None, str]:
    known = pks - {None}
    return dict(UnitPage.objects.filter(pk__in=known).values_list("pk", "title")) if known else {}


def _act(code: str, kind: str) -> str:
    if kind == ACTS:
        return str(ACTION_LABELS.get(code, code))
    return _("Seen in %(place)s") % {"place": dict(ViewPlace.choices).get(code, code)}


def _object(label: str, number: str) -> str:
    """ "meetings.MeetingPage", "7" -> "dialogmøde 7"."""
    try:
        name = str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        name = label
    if label == "foundation.SealBlock":
        name = _("block")
    return f"{name} {number}" if number not in {"", "0", "None"} else name


def _thing(kind: str, key: str) -> str:
    if kind in MediaKind.values:
        return f"{MediaKind(kind).label} {key[:8]}"
    try:
        name = str(apps.get_model("meetings", kind)._meta.verbose_name)
    except LookupError:
        name = kind
    return f"{name} {key}"


def columns() -> dict[str, str]:
    """Return what each attribute of a LogRow that people read is called."""
    return {
        "at": _("When it happened"), "person": _("Person"), "act": _("Act"), "subject": _("About"), "unit": _("Unit"),
    }  # fmt: skip


def as_lines(rows: list[LogRow]) -> Iterator[list[str]]:
    """Yield the lines for a spreadsheet, with its heading."""
    yield [*columns().values(), _("Row")]
    for row in rows:
        at = timezone.localtime(row.at)
        yield [f"{at:%Y-%m-%d %H:%M:%S}", row.person, row.act, row.subject, row.unit, str(row.pk)]
