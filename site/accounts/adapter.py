"""How allauth behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from foundation.enqueue import enqueue


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: accounts are made by the administrator or by the unit's agreement holder."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the outbox, as every mail: a mail server that is away holds up no page and loses nothing."""
        message = self.render_mail(template_prefix, email, {"email": email, **context})
        enqueue(to=email, subject=message.subject, body=str(message.body))
