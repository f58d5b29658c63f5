"""Choose when one hears of news."""

from django.db import transaction

from accounts.user import User
from foundation import audit
from foundation.forms.optimistic_lock import require_version
from meetings.notifications.enums import NewsChoice
from meetings.notifications.models import Recipient


def choose_news(*, by: User, news: NewsChoice, expected_version: int | None = None) -> Recipient:
    """Store the choice: everybody chooses for themselves. `expected_version` is the version that the form showed.

    Raises ChangedMeanwhile.
    """
    with transaction.atomic():
        Recipient.objects.get_or_create(person=by)
        row = Recipient.objects.select_for_update().get(person=by)
        require_version(row, expected_version)
        row.news, row.version = news, row.version + 1
        row.save(update_fields=["news", "version"])
        audit.record("account.news_chosen", row, by=by, news=news.value)
    return row
