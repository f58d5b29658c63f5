"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: accounts are made by the administrator or by the unit's agreement holder."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
