"""Access rules of news and guidance."""

from django.db.models import Q

from accounts.roles import Right
from meetings.articles.enums import READING_RIGHTS
from meetings.units import access
from meetings.units.access import ALL_ROWS, NO_ROWS, Access


def readers_open_to(access: Access) -> list[str]:
    """Return the values of `SectionPage.readers` that include `access`."""
    return [readers.value for readers, right in READING_RIGHTS.items() if access.has(right)]


@access.rule("meetings.ArticlesPage")
def articles(access: Access) -> Q:
    return ALL_ROWS if access.has(Right.READ_ARTICLES) else NO_ROWS


@access.rule("meetings.SectionPage")
def section(access: Access) -> Q:
    """Whom it is for; those who write see every section, also before it is live."""
    if access.has(Right.EDIT_ARTICLES):
        return ALL_ROWS
    return Q(live=True, readers__in=readers_open_to(access)) if access.has(Right.READ_ARTICLES) else NO_ROWS


@access.rule("meetings.ArticlePage")
def article(access: Access) -> Q:
    return articles_q(access)


def articles_q(access: Access, prefix: str = "") -> Q:
    """The same readers as its section, while both are live. `prefix` is the lookup of the article, with its "__"."""
    if access.has(Right.EDIT_ARTICLES):
        return ALL_ROWS
    if not access.has(Right.READ_ARTICLES):
        return NO_ROWS
    conditions = {"live": True, "section__live": True, "section__readers__in": readers_open_to(access)}
    return Q(**{f"{prefix}{name}": value for name, value in conditions.items()})


@access.rule("meetings.ArticleFile")
def article_file(access: Access) -> Q:
    return articles_q(access, "article__")
