"""Reauthentication with the second factor before acts that matter."""

from collections.abc import Callable
from functools import wraps

from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.http import urlencode

from accounts.adapter import AccountAdapter
from accounts.known_browser import IS_NEW_BROWSER
from accounts.second_factor.requirement import SECOND_FACTORS

View = Callable[..., HttpResponseBase]


def always(_request: HttpRequest) -> bool:
    return True


def is_post(request: HttpRequest) -> bool:
    return request.method == "POST"


def is_post_from_new_browser(request: HttpRequest) -> bool:
    """Return whether it is a POST from a browser in which the person had never signed in before this session."""
    return is_post(request) and bool(request.session.get(IS_NEW_BROWSER))


def require_recent_second_factor(when: Callable[[HttpRequest], bool] = is_post) -> Callable[[View], View]:
    """Decorate a view: whoever has a second factor gives it again, unless the last time is recent. The request is
    then carried out as it was sent."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            return (when(request) and reauthentication(request)) or view(request, *args, **kwargs)

        return wrapped

    return decorate


def reauthentication(request: HttpRequest) -> HttpResponseRedirect | None:
    """Return the redirect to where the second factor is given again; None when that is not needed."""
    adapter = AccountAdapter()
    if not is_mfa_enabled(request.user, SECOND_FACTORS) or not adapter.is_reauthentication_required(app="accounts"):
        return None
    url = adapter.get_reauthentication_methods(request.user)[0]["url"]
    response = suspend_request(request, url)
    if is_post(request):  # allauth resumes it by its path, and has stored the query with it
        return HttpResponseRedirect(f"{url}?{urlencode({'next': request.path})}")
    return response
