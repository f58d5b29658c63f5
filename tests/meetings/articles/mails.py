"""What sends each mail about articles, for tests/services/mails.py."""

from collections.abc import Callable

from accounts.roles import Role
from accounts.user import User
from meetings.articles.decide_article import decide_article
from meetings.articles.enums import Readers
from meetings.follows.models import Follow
from meetings.moderation.enums import Decision
from tests import factories
from tests.meetings.articles.made import article, section, submitted_article
from tests.queued_mails import forget_mails


def _editors() -> list[User]:
    return [factories.user(role=Role.CENTRAL_EDITOR, name=name) for name in ("Åse Ærø", "Øjvind Å")]


def _submitted() -> None:
    submitted_article(by=_editors()[0], title="Nyt om brobygning på Ærø")


def _decided(decision: Decision) -> None:
    writer, other = _editors()
    page = submitted_article(by=writer, title="Nyt om brobygning på Ærø")
    forget_mails()
    revision = page.latest_revision_id
    assert revision is not None
    decide_article(article=page, revision=revision, decision=decision, reason="Ærgerligt", by=other)


def _new() -> None:
    reader = factories.user(role=Role.BOARD_REPRESENTATIVE, name="Mor Ærø", email="mor@forældre.dk")
    followed = section(Readers.EVERYBODY, title="Nyt på Ærø")
    Follow.objects.create(person=reader, page=followed)
    article(followed, title="Børnenes ø")


#: Template -> what sends it.
SCENES: dict[str, Callable[[], None]] = {
    "meetings/articles/mail/submitted": _submitted,
    "meetings/articles/mail/returned": lambda: _decided(Decision.RETURNED),
    "meetings/articles/mail/approved": lambda: _decided(Decision.APPROVED),
    "meetings/articles/mail/new": _new,
}
