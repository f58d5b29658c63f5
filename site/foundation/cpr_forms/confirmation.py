"""A leader's confirmation, sent with the form, that what looks like a CPR number is none."""

from contextvars import ContextVar
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

#: Name of the checkbox; its value is the tokens of the field's numbers, separated by spaces.
CHECKBOX_NAME = "not_cpr"


class Confirmation:
    """Confirmations of one request. `fields`: names of the fields in which numbers were confirmed. Without a request
    nobody can confirm."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        self.request = request
        self.fields: set[str] = set()

    @cached_property
    def may_confirm(self) -> bool:
        """Whether the user may confirm. Costs queries, so it is read only where a number is found."""
        user = getattr(self.request, "user", None)
        return bool(user and user.is_authenticated and import_string(settings.MAY_CONFIRM_NUMBERS)(user))

    @cached_property
    def ticked(self) -> frozenset[str]:
        """Tokens of the numbers that were confirmed to be no CPR numbers."""
        if self.request is None or not self.may_confirm:
            return frozenset()
        return frozenset(token for value in self.request.POST.getlist(CHECKBOX_NAME) for token in value.split())


_current: ContextVar[Confirmation | None] = ContextVar("cpr_confirmation", default=None)


def current_confirmation() -> Confirmation:
    """Return the confirmation of the current request."""
    return _current.get() or Confirmation()


def set_current(confirmation: Confirmation | None) -> None:
    _current.set(confirmation)
