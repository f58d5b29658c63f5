"""Ask for the second factor again before an act of consequence."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponseBase

from accounts.adapter import reauthentication_address
from accounts.known_browser import IS_STRANGE
from accounts.second_factor.demand import SECOND_FACTORS

#: How long one answer is enough, in seconds.
ENOUGH = 15 * 60

View = Callable[..., HttpResponseBase]


def always(_request: HttpRequest) -> bool:
    return True


def sends(request: HttpRequest) -> bool:
    return request.method == "POST"


def sends_from_strange_browser(request: HttpRequest) -> bool:
    """In a browser in which the person had never signed in before this session."""
    return request.method == "POST" and bool(request.session.get(IS_STRANGE))


def second_factor_again(when: Callable[[HttpRequest], bool] = sends) -> Callable[[View], View]:
    """Decorator of a view: whoever has a second factor gives it again, unless that was within fifteen minutes. The
    request is carried out afterwards as it was sent."""

    def decorate(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **words: Any) -> HttpResponseBase:
            if when(request) and is_needed(request):
                return suspend_request(request, reauthentication_address(request.user))
            return view(request, *args, **words)

        return asked

    return decorate


def is_needed(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    latest = max((record["at"] for record in records if record["method"] == "mfa"), default=0)
    return time.time() - latest > ENOUGH and is_mfa_enabled(request.user, SECOND_FACTORS)
