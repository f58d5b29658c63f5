"""Choose the language of the site and of one's mails."""

from django.db import transaction

from accounts.user import Language, User
from foundation import audit


def choose_language(*, by: User, language: Language) -> None:
    """Everybody chooses for themselves."""
    with transaction.atomic():
        if User.objects.filter(pk=by.pk).exclude(language=language).update(language=language):
            audit.record("account.language_chosen", by, by=by, language=language.value)
    by.language = language
