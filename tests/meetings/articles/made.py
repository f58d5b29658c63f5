"""Sections, articles and the editors' own files, for tests."""

import itertools
import json
import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.user import User
from media.enums import DepictsChildren, LegalBasis, MediaState
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.articles.enums import Readers
from meetings.articles.pages import ArticlePage, ArticlesPage, SectionPage
from meetings.moderation.enums import ModeratedKind
from tests import factories
from tests.meetings.moderation.workflows import switch_on_four_eyes, workflow_of

_numbers = itertools.count(1)


def section(
    readers: Readers | str = Readers.LEADERS, *, body: Sequence[dict[str, Any]] = (), **fields: Any
) -> SectionPage:
    factories.home()
    number = next(_numbers)
    live = fields.pop("live", True)
    page = SectionPage(
        title=fields.pop("title", f"Sektion {number}"),
        readers=readers,
        live=False,
        body=json.dumps(list(body)),
        **fields,
    )
    page.slug = f"sektion-{number}"
    page = factories.grow(ArticlesPage.objects.get(), page)
    revision = page.save_revision()
    if live:
        revision.publish()
    page.refresh_from_db()
    return page


def article(
    parent: SectionPage | None = None,
    *,
    body: Sequence[dict[str, Any]] = (),
    live: bool = True,
    **fields: Any,
) -> ArticlePage:
    number = next(_numbers)
    title = fields.pop("title", f"Artikel {number}")
    page = ArticlePage(
        title=title, slug=f"artikel-{number}", summary=fields.pop("summary", "Kort fortalt."),
        date=fields.pop("date", date(2026, 9, 1)), body=json.dumps(list(body)), live=False, **fields,
    )  # fmt: skip
    page = factories.grow(parent or section(), page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return ArticlePage.objects.get(pk=page.pk)


def block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}


def shows(item: MediaItem, caption: str = "") -> dict[str, Any]:
    return block(item.kind, {"item": item.pk, "caption": caption})


def file(by: User | None = None, **fields: Any) -> MediaItem:
    """A ready picture of children, with a basis, that no evidence owns. Its bytes do not exist."""
    today = timezone.localdate()
    known = {
        "kind": MediaKind.IMAGE, "state": MediaState.READY, "alt_text": "To børn bygger et tårn", "extension": "jpg",
        "depicts_children": DepictsChildren.IDENTIFIABLE, "legal_basis": LegalBasis.PUBLIC_TASK,
        "delete_after": today + timedelta(days=100), "width": 600, "height": 400,
        "renditions": {name: {"width": 600, "height": 400, "bytes": 10} for name in ("thumb", "card", "large", "full")},
    }  # fmt: skip
    return MediaItem.objects.create(uploaded_by=by or factories.user(), **(known | fields))


def submitted_article(*, by: User, **fields: Any) -> ArticlePage:
    """A draft that `by` has submitted, in an installation with four eyes for articles."""
    switch_on_four_eyes(ModeratedKind.ARTICLE)
    page = article(live=False, **fields)
    workflow_of(ModeratedKind.ARTICLE).start(page, by)
    return ArticlePage.objects.get(pk=page.pk)
