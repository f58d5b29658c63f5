"""Create the fixed pages of the page tree: front page, areas, and the lists of templates, examples, articles, …"""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site
from wagtail.models.i18n import get_content_languages

from foundation.municipality import Municipality
from home.pages import HomePage
from meetings.articles.pages import ArticlesPage
from meetings.forum.days.pages import ForumDaysPage
from meetings.forum.pages import ForumPage
from meetings.questionnaires.pages import QuestionnaireIndexPage
from meetings.template.pages import TemplateIndexPage
from meetings.units.enums import UnitKind
from meetings.units.pages import AreaPage

# Titles and slugs are content, not interface: an editor may change them, so the pages are looked up by type.
SITE_NAME = "Læringsrum"
AREAS = {UnitKind.SCHOOL: ("Skoler", "skoler"), UnitKind.DAYCARE: ("Dagtilbud", "dagtilbud")}
TEMPLATES = ("Skabeloner", "skabeloner")
FORUM = ("Lederforum", "lederforum")
QUESTIONNAIRES = ("Spørgeskemaer", "spoergeskemaer")
FORUM_DAYS = ("Forumdage", "dage")
ARTICLES = ("Nyheder og vejledning", "viden")


@transaction.atomic
def ensure_page_tree() -> HomePage:
    """Create missing pages, the site and its settings. Returns the front page. Idempotent."""
    home = HomePage.objects.first() or _add_child(_root(), HomePage(title=SITE_NAME, slug="forside"))
    if not AreaPage.objects.exists():  # the municipality names, adds and removes areas
        for kind, (title, slug) in AREAS.items():
            _add_child(home, AreaPage(title=title, slug=slug, unit_kind=kind))
    if not TemplateIndexPage.objects.exists():
        _add_child(home, TemplateIndexPage(title=TEMPLATES[0], slug=TEMPLATES[1]))
    if not ForumPage.objects.exists():
        _add_child(home, ForumPage(title=FORUM[0], slug=FORUM[1]))
    if not QuestionnaireIndexPage.objects.exists():
        _add_child(home, QuestionnaireIndexPage(title=QUESTIONNAIRES[0], slug=QUESTIONNAIRES[1]))
    if not ArticlesPage.objects.exists():
        _add_child(home, ArticlesPage(title=ARTICLES[0], slug=ARTICLES[1]))
    if not ForumDaysPage.objects.exists():
        _add_child(ForumPage.objects.get(), ForumDaysPage(title=FORUM_DAYS[0], slug=FORUM_DAYS[1]))
    _ensure_site(home)
    Municipality.here()  # creates the row when there is none, so that the first GET does not have to
    return home


def _root() -> Page:
    """Wagtail's root page, without the welcome page that its migrations create."""
    Locale.objects.get_or_create(language_code=next(iter(get_content_languages())))
    root = Page.get_first_root_node()
    if root is None:
        return Page.add_root(instance=Page(title="Root", slug="root"))
    for welcome in root.get_children().filter(content_type__model="page"):
        welcome.delete()
    return Page.objects.get(pk=root.pk)


def _add_child(parent: Page, page: Page) -> Page:
    # Read afresh, because treebeard's child count changes with each child.
    return Page.objects.get(pk=parent.pk).add_child(instance=page)


def _ensure_site(home: HomePage) -> None:
    address = urlsplit(settings.BASE_URL)
    hostname = address.hostname or "localhost"
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    wanted = {"hostname": hostname, "port": port, "root_page_id": home.pk}
    if site.pk and all(getattr(site, name) == value for name, value in wanted.items()):
        return
    for name, value in wanted.items():
        setattr(site, name, value)
    site.site_name = site.site_name or SITE_NAME
    site.save()
