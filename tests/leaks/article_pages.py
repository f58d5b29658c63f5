"""Pages of news and guidance, with forms of every kind."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from accounts.user import User
from media.enums import ObjectionKind, Objector
from media.privacy.record_objection import ObjectionDetails
from meetings.articles.enums import Readers
from meetings.articles.files.hide_file import hide_file
from tests import factories
from tests.leaks.stage import Stage
from tests.meetings.articles.made import file, section, submitted_article


def pages_of_articles(stage: Stage) -> Iterator[tuple[User, str]]:
    editor, leader = stage.person(Role.CENTRAL_EDITOR), stage.person(Role.AGREEMENT_HOLDER)
    yield leader, section(Readers.LEADERS).get_url()
    shown, hidden = file(by=editor), file(by=editor)
    said = ObjectionDetails(ObjectionKind.OBJECTION, Objector.PARENT)
    today = timezone.localdate()
    hide_file(item=hidden, details=said, by=editor, today=today - timedelta(days=1))
    for name, item in (("", shown), ("_hide", shown), ("_delete", shown), ("_show_again", hidden)):
        yield editor, reverse(f"article_file{name}", args=[item.key])
    waiting = submitted_article(by=factories.user(role=Role.CENTRAL_EDITOR))
    yield editor, reverse("article_decide", args=[waiting.pk])
