"""The sources of an example: which evidence it rests on, and what its readers are told of where it comes from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q
from django.urls import reverse

from accounts.user import AnyUser
from foundation.stream_data import raw_blocks
from meetings.agreements.models import Agreement
from meetings.evidence.models import Evidence
from meetings.evidence.visible_text import with_visible_text
from meetings.forum.pages import ExamplePage, ExampleSource
from meetings.minutes.page_urls import minutes_page_url
from meetings.minutes.pages import MinutesPage
from meetings.support_requests.models import SupportRequest
from meetings.units import access


def resting_on(evidence: Iterable[Any]) -> Q:
    """A filter on examples: proposed from, or built with, one of these pieces (primary keys or a queryset of them)."""
    built = ExampleSource.objects.filter(evidence__in=evidence).values("example")
    return Q(evidence__in=evidence) | Q(pk__in=built)


def source_evidence(example: ExamplePage) -> list[Evidence]:
    """Return each piece that `example` rests on, in the order of its body. One query for a built one."""
    if not example.pk or not example.body:
        return [example.evidence] if example.evidence_id and example.evidence else []
    rows = example.sources.filter(evidence__isnull=False).order_by("position").select_related("evidence")
    return list({row.evidence_id: row.evidence for row in rows}.values())


@dataclass(frozen=True)
class Excerpt:
    """A block of a built example: `source` names where its words are from, `is_changed` says that they were changed
    since, `evidence` is the primary key of a piece whose files stand below the words."""

    id: str
    text: str
    source: str
    is_changed: bool
    evidence: int | None


def excerpts_of(example: ExamplePage) -> list[Excerpt]:
    """Return the blocks of the body in their order. One query for a built example, none for others."""
    blocks = raw_blocks(example.body)
    rows = {str(row.block_id): row for row in example.sources.all()} if blocks else {}
    return [
        Excerpt(
            block["id"], block["value"]["text"], block["value"]["source"],
            is_changed=block["id"] in rows and rows[block["id"]].words != block["value"]["text"],
            evidence=rows[block["id"]].evidence_id if block["id"] in rows else None,
        )
        for block in blocks
    ]  # fmt: skip


def built_from(example: ExamplePage, user: AnyUser) -> list[tuple[str, str]]:
    """Return (label, URL) of each source, once each; the URL is empty for who may not see it. A query for each kind
    there is, none for an example that was not built."""
    blocks = raw_blocks(example.body)
    if not blocks:
        return []
    labels = {block["id"]: block["value"]["source"] for block in blocks}
    rows = list(example.sources.order_by("position"))
    seen: dict[str, dict[int, str]] = {
        "evidence_id": _urls(Evidence, user, rows, lambda one: one.get_url(), with_visible_text()),
        "agreement_id": _urls(Agreement, user, rows, lambda one: reverse("agreement", args=[one.pk])),
        "wish_id": _urls(SupportRequest, user, rows, lambda one: reverse("wish", args=[one.pk])),
        "minutes_id": _urls(MinutesPage, user, rows, lambda one: minutes_page_url(one.meeting)),
    }
    found: dict[tuple[str, str], None] = {}
    for row in rows:
        if label := labels.get(str(row.block_id)):
            url = next((urls[pk] for name, urls in seen.items() if (pk := getattr(row, name)) in urls), "")
            found[label, url] = None
    return list(found)


def _urls(
    model: type[Model], user: AnyUser, rows: list[ExampleSource], url: Callable[[Any], str], *also: Q
) -> dict[int, str]:
    column = {Evidence: "evidence_id", Agreement: "agreement_id", SupportRequest: "wish_id", MinutesPage: "minutes_id"}
    keys = {pk for row in rows if (pk := getattr(row, column[model])) is not None}
    if not keys:
        return {}
    related = {Evidence: ("unit", "meeting"), MinutesPage: ("meeting",)}.get(model, ())
    seen = access.visible_to(user, model).filter(*also, pk__in=keys).order_by()
    return {one.pk: url(one) for one in (seen.select_related(*related) if related else seen)}
