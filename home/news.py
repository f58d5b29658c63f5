"""The latest examples of the leader forum and articles."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncDate

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.pages import url_of
from meetings.articles.pages import ArticlePage
from meetings.articles.visibility import articles_q, readers_open_to
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from meetings.units import access
from meetings.units.visible_rows import VisibleRows


@dataclass(frozen=True)
class NewsRow:
    """`kicker`: the unit of an example, the section of an article."""

    title: str
    url: str
    kicker: str
    text: str


def latest_news(user: AnyUser, sections: list[list[str]], count: int = 3) -> list[NewsRow]:
    """Return the newest of both that `user` may see: one query, and none where there is nothing of either kind.

    `sections` is `Municipality.sections`, which says whether there are articles at all.
    """
    person = access.of(user)
    readers = set(readers_open_to(person)) if person.has(Right.READ_ARTICLES) else set()
    has_examples, has_articles = person.has(Right.SEE_FORUM), any(row[2] in readers for row in sections)
    if not has_examples and not has_articles:
        return []
    newest = _newest.rows(user, has_examples, has_articles, count)
    return [NewsRow(title, url_of(path), kicker, text) for _day, _number, title, path, kicker, text in newest]


def _rows(user: AnyUser, has_examples: bool, has_articles: bool, count: int) -> "QuerySet[Any]":
    asked = []
    if has_examples:
        cleared = access.visible_to(user, ExamplePage).filter(state=ExampleState.CLEARED)
        asked.append(_columns(cleared, TruncDate("cleared_at"), "unit__title", "learnt"))
    if has_articles:
        live = ArticlePage.objects.filter(articles_q(access.of(user)), live=True, section__live=True)
        asked.append(_columns(live, F("date"), "section__title", "summary"))
    rows = asked[0].union(*asked[1:]) if len(asked) > 1 else asked[0]
    return rows.order_by("-day", "-number")[:count]


_newest = VisibleRows(_rows)


def _columns(pages: "QuerySet[Any]", day: Combinable, kicker: str, text: str) -> "QuerySet[Any, tuple[Any, ...]]":
    named = {"day": day, "number": F("pk"), "heading": F("title"), "where": F("url_path"), "whose": F(kicker)}
    return pages.order_by().annotate(**named, words=F(text)).values_list(*named, "words")
