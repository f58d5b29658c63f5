"""Reauthentication with the second factor before acts that matter."""

from collections.abc import Callable
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from accounts.known_browser import IS_NEW_BROWSER
from accounts.second_factor.requirement import SECOND_FACTORS


def always(_request: HttpRequest) -> bool:
    return True


def is_post(request: HttpRequest) -> bool:
    return request.method == "POST"


def is_post_from_new_browser(request: HttpRequest) -> bool:
    """In a browser in which the person had never signed in before this session."""
    return is_post(request) and bool(request.session.get(IS_NEW_BROWSER))


def require_recent_second_factor(when: Callable[[HttpRequest], bool] = is_post) -> Any:
    """Decorator of a view: whoever has a second factor gives it again, unless the last time is recent
    (`AccountAdapter.is_reauthentication_required`). allauth then carries out the request as it was sent."""
    return reauthentication_required(
        enabled=lambda request: when(request) and is_mfa_enabled(request.user, SECOND_FACTORS)
    )
