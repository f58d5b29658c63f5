"""The fixed pages are created by migrate, once."""

import pytest
from django.core.management.sql import emit_post_migrate_signal
from pytest_django.fixtures import Settings
from wagtail.models import Locale, Page, Site

from home.page_tree import ensure_page_tree
from home.pages import HomePage
from meetings.forum.pages import ForumPage
from meetings.template.pages import TemplateIndexPage
from meetings.units.pages import AreaPage

pytestmark = pytest.mark.django_db


def test_migrate_creates_the_fixed_pages() -> None:
    assert HomePage.objects.get().url_path == "/forside/"
    assert [(area.slug, area.unit_kind) for area in AreaPage.objects.order_by("path")] == [
        ("skoler", "school"),
        ("dagtilbud", "daycare"),
    ]
    assert TemplateIndexPage.objects.get().get_url_parts()[2] == "/skabeloner/"
    assert ForumPage.objects.get().get_url_parts()[2] == "/lederforum/"


def test_the_front_page_is_the_root_of_the_site(settings: Settings) -> None:
    settings.BASE_URL = "https://dialog.example.dk"
    ensure_page_tree()
    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_page) == ("dialog.example.dk", 443, Page.objects.get(slug="forside"))
    assert HomePage.objects.get().get_url_parts()[2] == "/"


def test_doing_it_again_changes_nothing() -> None:
    before = list(Page.objects.order_by("path").values_list("path", "title", "slug", "numchild"))
    ensure_page_tree()
    assert list(Page.objects.order_by("path").values_list("path", "title", "slug", "numchild")) == before


def test_a_reworded_title_and_address_are_kept() -> None:
    area = AreaPage.objects.get(slug="skoler")
    area.title, area.slug = "Folkeskoler", "folkeskoler"
    area.save()
    ensure_page_tree()
    assert AreaPage.objects.filter(unit_kind="school").values_list("slug", flat=True).get() == "folkeskoler"


def test_missing_pages_are_created_again() -> None:
    ForumPage.objects.get().delete()
    ensure_page_tree()
    assert ForumPage.objects.get().slug == "lederforum"


def test_flush_creates_the_fixed_pages_again() -> None:
    """As after `manage.py flush`, which Django follows by the signal of migrations."""
    Site.objects.all().delete()
    Page.objects.all().delete()
    Locale.objects.all().delete()
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert HomePage.objects.get().get_parent().is_root()
    assert Page.objects.count() == 9
