"""The API to read, for business intelligence and records systems: docs/api.md.

Each endpoint filters by the access rule of its model, with the user of the key. Lists are paged by `limit` (at most
200) and `offset`.
"""

from datetime import date, datetime
from typing import Annotated, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from ninja import Field, NinjaAPI, Schema
from ninja.pagination import LimitOffsetPagination, paginate

from accounts.roles import Right
from home.api.authentication import ApiKeyAuthentication, asker
from home.api.schemas import AgreementOut, JournalOut, MeetingOut, MinutesOut, MinutesWithTextOut, UnitOut
from home.api.scopes import ApiScope
from media.view_log.enums import ViewPlace
from meetings.agreements.enums import AgreementStatus
from meetings.agreements.models import Agreement
from meetings.exports.content.minutes import MinutesSource
from meetings.exports.models import JournalEntry
from meetings.exports.package.metadata import Metadata, metadata_of
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord
from meetings.units import access
from meetings.units.access import visible_to
from meetings.units.enums import UnitKind
from meetings.units.log_page_view import log_page_view
from meetings.units.pages import UnitPage

MAX_PAGE_SIZE = 200
Id = Annotated[int, Field(ge=1, lt=2**31)]
api = NinjaAPI(title="Læringsrum", version="1", docs_url=None, openapi_url=None, urls_namespace="api")


class Pages(LimitOffsetPagination):
    class Input(Schema):
        limit: int = Field(100, ge=1, le=MAX_PAGE_SIZE)
        offset: int = Field(0, ge=0, le=10_000_000)


M = TypeVar("M", bound=Model)


def _chosen(rows: QuerySet[M], **filters: object) -> QuerySet[M]:
    return rows.filter(**{name: value for name, value in filters.items() if value is not None})


@api.get("schema", auth=ApiKeyAuthentication(), include_in_schema=False)
def schema(request: HttpRequest) -> dict[str, object]:
    """Return this API in OpenAPI 3.1."""
    return api.get_openapi_schema(path_prefix="/api/v1/")


@api.get("units", response=list[UnitOut], auth=ApiKeyAuthentication(ApiScope.UNITS))
@paginate(Pages)
def units(request: HttpRequest, area: Id | None = None, kind: UnitKind | None = None) -> QuerySet[UnitPage]:
    rows = visible_to(asker(request), UnitPage).select_related("area").order_by("pk")
    return _chosen(rows, area=area, kind=kind)


@api.get("meetings", response=list[MeetingOut], auth=ApiKeyAuthentication(ApiScope.MEETINGS))
@paginate(Pages)
def meetings(
    request: HttpRequest, unit: Id | None = None, school_year: str | None = None, state: MeetingState | None = None
) -> QuerySet[MeetingPage]:
    """Return the meetings. A school year is written 2026/2027."""
    rows = visible_to(asker(request), MeetingPage).select_related("cycle").defer("agenda", "announced_agenda")
    return _chosen(rows.order_by("pk"), unit=unit, cycle__school_year=school_year, state=state)


@api.get("agreements", response=list[AgreementOut], auth=ApiKeyAuthentication(ApiScope.AGREEMENTS))
@paginate(Pages)
def agreements(
    request: HttpRequest,
    unit: Id | None = None,
    school_year: str | None = None,
    status: AgreementStatus | None = None,
    due_before: date | None = None,
) -> QuerySet[Agreement]:
    """Return the agreements. `school_year` is that of the meeting that agreed on it."""
    rows = (
        visible_to(asker(request), Agreement, Agreement.objects.with_origin()).select_related("minutes").order_by("pk")
    )
    rows = rows.only(*(field.name for field in Agreement._meta.concrete_fields), "minutes__meeting").order_by("pk")
    year = {"minutes__meeting__cycle__school_year": school_year}
    return _chosen(rows, unit=unit, status=status, due_on__lt=due_before, **year)


def _approved(request: HttpRequest) -> QuerySet[ApprovalRecord]:
    minutes = visible_to(asker(request), MinutesPage).filter(state=MinutesState.APPROVED)
    records = ApprovalRecord.objects.filter(minutes__in=minutes.values("pk")).select_related("minutes__unit")
    return records.only(
        "content", "content_hash", "approved_at", "minutes__meeting", "minutes__unit__area", "minutes__state"
    )


@api.get("minutes", response=list[MinutesOut], auth=ApiKeyAuthentication(ApiScope.MINUTES))
@paginate(Pages)
def approved_minutes(
    request: HttpRequest,
    unit: Id | None = None,
    school_year: str | None = None,
    approved_since: datetime | None = None,
) -> QuerySet[ApprovalRecord]:
    filters = {"minutes__meeting__cycle__school_year": school_year, "minutes__unit": unit}
    return _chosen(_approved(request).order_by("pk"), approved_at__gte=approved_since, **filters)


@api.get("minutes/{int:pk}", response=MinutesWithTextOut, auth=ApiKeyAuthentication(ApiScope.MINUTES))
def minutes_with_text(request: HttpRequest, pk: int) -> ApprovalRecord:
    """Return the text. Reading it is in the view log, with the user of the key as the reader."""
    record = _approved(request).prefetch_related("minutes__addenda").filter(minutes=pk).first()
    if record is None:
        raise Http404
    log_page_view(record.minutes, asker(request), seen_in=ViewPlace.API)
    return record


@api.get("journal/{int:pk}", response=Metadata, auth=ApiKeyAuthentication(ApiScope.JOURNAL))
def metadata(request: HttpRequest, pk: int) -> Metadata:
    """Return the facts by which a records system files approved minutes, with the primary key of these; as in the
    package, also before they are journalised."""
    may_file = access.of(asker(request)).units_q(Right.JOURNALISE, "minutes__unit")
    records = ApprovalRecord.objects.filter(may_file, minutes=pk).select_related("approved_by", "minutes__unit")
    record = records.first()
    if record is None:
        raise Http404
    return metadata_of(MinutesSource(record, frozenset(), None))


@api.get("journal", response=list[JournalOut], auth=ApiKeyAuthentication(ApiScope.JOURNAL))
@paginate(Pages)
def journal(request: HttpRequest, unit: Id | None = None, school_year: str | None = None) -> QuerySet[JournalEntry]:
    rows = visible_to(asker(request), JournalEntry).select_related("minutes__meeting__cycle").order_by("pk")
    rows = rows.only(
        "case_number", "document_number", "noted_at", "minutes__unit", "minutes__meeting__cycle__school_year"
    )
    return _chosen(rows, minutes__unit=unit, minutes__meeting__cycle__school_year=school_year)
