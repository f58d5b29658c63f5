"""Minutes are published as Wagtail publishes a page."""

from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page, PageLogEntry
from wagtail.signals import page_published

from meetings.minutes.approval.publish_text import publish_text
from meetings.minutes.pages import MinutesPage
from tests.meetings.minutes.scene import Scene, submitted

pytestmark = pytest.mark.django_db

#: Columns with a time, or that differ between any two pages.
OWN = {
    "id", "path", "url_path", "translation_key", "latest_revision", "live_revision", "latest_revision_created_at",
    "first_published_at", "last_published_at",
}  # fmt: skip


def published(scene: Scene, *, by_wagtail: bool) -> dict[str, Any]:
    heard: list[Any] = []

    def hear(**signal: Any) -> None:
        heard.append((signal["sender"], signal["instance"].pk, signal["revision"].pk))

    page = MinutesPage.objects.get(pk=scene.minutes.pk)
    page_published.connect(hear)
    try:
        if by_wagtail:
            page.latest_revision.publish(user=scene.chef, skip_permission_checks=True)
        else:
            publish_text(page, at=timezone.now(), by=scene.chef)
    finally:
        page_published.disconnect(hear)
    assert heard == [(MinutesPage, page.pk, page.latest_revision_id)]
    stored = Page.objects.get(pk=page.pk)
    assert stored.live_revision_id == stored.latest_revision_id
    assert stored.first_published_at == stored.last_published_at is not None
    if not by_wagtail:
        assert all(getattr(page, field.attname) == getattr(stored, field.attname) for field in Page._meta.fields)
    entry = PageLogEntry.objects.filter(page=page.pk).latest("timestamp", "pk")
    assert (entry.user_id, entry.revision_id) == (scene.chef.pk, stored.latest_revision_id)
    columns = {field.name: getattr(stored, field.attname) for field in Page._meta.fields if field.name not in OWN}
    return columns | {"log": (entry.action, entry.label, entry.data, entry.content_changed)}


def test_the_page_and_its_log_are_as_after_publication_by_wagtail() -> None:
    ours, wagtails = published(submitted(), by_wagtail=False), published(submitted(), by_wagtail=True)

    assert ours == wagtails
    assert ours["live"] is True
