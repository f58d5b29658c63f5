"""Somebody who leads says, in the request that sends a form, that what looks like a CPR number is none."""

from contextvars import ContextVar
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

#: The name of the tick box; its value is the tokens of the field's numbers.
TICK = "not_cpr"


class Confirmation:
    """`fields` are the names of the fields in which numbers were confirmed. Without a request nobody can confirm."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        self.request = request
        self.fields: set[str] = set()

    @cached_property
    def may_confirm(self) -> bool:
        """Asked only where a number is found: it costs queries."""
        user = getattr(self.request, "user", None)
        return bool(user and user.is_authenticated and import_string(settings.MAY_CONFIRM_NUMBERS)(user))

    @cached_property
    def ticked(self) -> frozenset[str]:
        """The tokens of the numbers of which it is said that they are none."""
        if self.request is None or not self.may_confirm:
            return frozenset()
        return frozenset(token for value in self.request.POST.getlist(TICK) for token in value.split())


_current: ContextVar[Confirmation | None] = ContextVar("cpr_confirmation", default=None)


def current() -> Confirmation:
    """That of the request that is being answered."""
    return _current.get() or Confirmation()


def set_current(confirmation: Confirmation | None) -> None:
    _current.set(confirmation)
