"""Template context of the list of sections, of a section and of an article."""

from dataclasses import dataclass, field
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.pages import page_context, url_of
from foundation.stream_data import raw_blocks
from foundation.text.json_object import JsonObject
from foundation.text.parsing import parse_int
from meetings.articles.blocks import MAX_LISTED
from meetings.articles.page_urls import article_crumbs
from meetings.articles.pages import ArticlePage, ArticlesPage, SectionPage
from meetings.articles.visibility import articles_q
from meetings.follows.followable import button, register_followable
from meetings.forum.page_urls import FORUM
from meetings.forum.pages import ExamplePage
from meetings.forum.visible_examples import listed_examples
from meetings.moderation.submissions import waiting_step
from meetings.units import access

PAGE_SIZE = 10

register_followable(SectionPage)


@dataclass(frozen=True)
class ArticleRow:
    """An article or an example in a list. `day` is None for an example."""

    title: str
    url: str
    text: str
    day: date | None = None
    kicker: str = ""


@dataclass(frozen=True)
class DisplayedBlock:
    """A block of a section as one reader sees it: `kind` of the block, its value, and for a listing title, rows and
    where there are more."""

    kind: str
    value: object
    title: str = ""
    rows: list[ArticleRow] = field(default_factory=list)
    more_url: str = ""


@page_context("meetings.ArticlesPage")
def articles_context(page: ArticlesPage, request: HttpRequest) -> dict[str, object]:
    """Return `sections` with something to read, for editors the others too. One query."""
    editor = access.of(request.user).has(Right.EDIT_ARTICLES)
    shown = Q(articles__live=True)
    rows = access.visible_to(request.user, SectionPage).annotate(
        count=Count("articles", filter=shown), newest=Max("articles__date", filter=shown)
    )
    rows = rows if editor else rows.filter(count__gt=0)
    columns = ("title", "url_path", "intro", "count", "newest", "live")
    found = [
        {"title": title, "url": url_of(path), "intro": intro, "count": count, "newest": newest, "live": live}
        for title, path, intro, count, newest, live in rows.order_by("title").values_list(*columns)
    ]
    return {"sections": found, **_for_editors(page, request)}


@page_context("meetings.SectionPage")
def section_context(section: SectionPage, request: HttpRequest, *, is_preview: bool = False) -> dict[str, object]:
    """Return `parts` above the list, `articles` (Row) of the `page_of_articles`, who reads it, and the follow
    button."""
    rows = access.visible_to(request.user, ArticlePage).filter(section=section.pk)
    in_order = rows.order_by("-date", "-pk").values_list("title", "url_path", "summary", "date", "live")
    page = Paginator(in_order, PAGE_SIZE).get_page(request.GET.get("side"))
    articles = [
        {"title": title, "url": url_of(path), "summary": summary, "date": day, "live": live}
        for title, path, summary, day, live in page.object_list
    ]
    return {
        "parts": _parts(section, request.user),
        "page_of_articles": page,
        "articles": articles,
        "who": section.get_readers_display(),
        "follow": button(request.user, page=section.pk) if section.pk and not is_preview else None,
        "crumbs": article_crumbs(section.title),
        **_for_editors(section, request),
    }


@page_context("meetings.ArticlePage")
def article_context(article: ArticlePage, request: HttpRequest, *, is_preview: bool = False) -> dict[str, object]:
    """Return the context. `sees_hidden`: an editor is told which files readers do not see."""
    editor = is_preview or access.of(request.user).has(Right.EDIT_ARTICLES)
    section = article.section if article.section_id else article.get_parent().specific
    step = waiting_step(article) if editor and article.pk and not article.live else None
    return {
        "sees_hidden": editor,
        "who": section.get_readers_display(),
        "crumbs": article_crumbs((section.title, url_of(section.url_path)), article.title),
        "decide_url": reverse("article_decide", args=[article.pk]) if step is not None else "",
        "scheduled_for": article.go_live_at if editor and not article.live and article.go_live_at else None,
        **_for_editors(article, request),
    }


def _for_editors(page: Page, request: HttpRequest) -> dict[str, str]:
    """`edit_url`: the page in the Wagtail admin; `add_url`: where a page below it is written. Empty for others."""
    if page.pk is None or not access.of(request.user).has(Right.EDIT_ARTICLES):
        return {"edit_url": "", "add_url": ""}
    kind = {ArticlesPage: SectionPage, SectionPage: ArticlePage}.get(type(page))
    add = reverse("wagtailadmin_pages:add", args=["meetings", kind._meta.model_name, page.pk]) if kind else ""
    return {"edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]), "add_url": add}


def _parts(section: SectionPage, user: AnyUser) -> list[DisplayedBlock]:
    """Each listing is one narrow query. The stored form is read, because Wagtail's blocks of a choice read the whole
    register."""
    found = []
    for block in raw_blocks(section.body):
        if block["type"] == "examples":
            part = _examples(block["value"], user)
        elif block["type"] == "pages":
            part = _pages(block["value"], user)
        else:
            part = DisplayedBlock(block["type"], block["value"])
        if part is not None:
            found.append(part)
    return found


def _number(value: object) -> int | None:
    return parse_int(str(value or ""), None)


def _examples(value: JsonObject, user: AnyUser) -> DisplayedBlock | None:
    """None for who may not see the lederforum, and while there is no example with the initiative."""
    pk, count = _number(value.get("initiative")), min(value.get("count") or 0, MAX_LISTED)
    if pk is None or not access.of(user).has(Right.SEE_FORUM):
        return None
    columns = ("title", "slug", "learnt", "unit__title", "initiative__name")
    shown = access.visible_to(user, ExamplePage).filter(listed_examples(), initiative=pk)
    rows = list(shown.order_by("-cleared_at", "-pk").values_list(*columns)[:count])
    if not rows:
        return None
    shown_rows = [
        ArticleRow(title, f"{FORUM}{slug}/", learnt, kicker=unit) for title, slug, learnt, unit, _name in rows
    ]
    return DisplayedBlock("list", value, value.get("title") or rows[0][-1], shown_rows, f"{FORUM}?indsats={pk}")


def _pages(value: JsonObject, user: AnyUser) -> DisplayedBlock | None:
    """None while there is nothing in the section that `user` may read."""
    pk, count = _number(value.get("section")), min(value.get("count") or 0, MAX_LISTED)
    if pk is None:
        return None
    columns = ("title", "url_path", "summary", "date", "section__title", "section__url_path")
    shown = ArticlePage.objects.filter(articles_q(access.of(user)), section=pk, live=True, section__live=True)
    rows = list(shown.order_by("-date", "-pk").values_list(*columns)[:count])
    if not rows:
        return None
    shown_rows = [ArticleRow(title, url_of(path), summary, day) for title, path, summary, day, *_section in rows]
    return DisplayedBlock("list", value, value.get("title") or rows[0][-2], shown_rows, url_of(rows[0][-1]))
