"""Access rules of news and guidance."""

from django.db.models import Q

from accounts.roles import Right
from meetings.articles.enums import READING_RIGHTS
from meetings.units import access
from meetings.units.access import Access


def readers_open_to(person: Access) -> list[str]:
    """The values of `SectionPage.readers` that include `person`."""
    return [readers.value for readers, right in READING_RIGHTS.items() if person.has(right)]


@access.rule("meetings.ArticlesPage")
def articles(person: Access) -> Q:
    return access.ALL_ROWS if person.has(Right.READ_ARTICLES) else access.NO_ROWS


@access.rule("meetings.SectionPage")
def section(person: Access) -> Q:
    """Whom it is for; those who write see every section, also before it is live."""
    if person.has(Right.EDIT_ARTICLES):
        return access.ALL_ROWS
    return Q(live=True, readers__in=readers_open_to(person)) if person.has(Right.READ_ARTICLES) else access.NO_ROWS


@access.rule("meetings.ArticlePage")
def article(person: Access) -> Q:
    return articles_q(person)


def articles_q(person: Access, prefix: str = "") -> Q:
    """The same readers as its section, while both are live. `prefix` is the lookup of the article, with its "__"."""
    if person.has(Right.EDIT_ARTICLES):
        return access.ALL_ROWS
    if not person.has(Right.READ_ARTICLES):
        return access.NO_ROWS
    conditions = {"live": True, "section__live": True, "section__readers__in": readers_open_to(person)}
    return Q(**{f"{prefix}{name}": value for name, value in conditions.items()})


@access.rule("meetings.ArticleFile")
def article_file(person: Access) -> Q:
    return articles_q(person, "article__")
