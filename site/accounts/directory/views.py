"""Views of the way to the municipality's directory and back."""

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.sessions import LoginSession
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from accounts.directory.claims import Claims
from accounts.directory.errors import NotTrusted
from accounts.directory.refusal_page import failure_page
from accounts.directory.settings import DirectorySettings, SignInProtocol
from accounts.directory.trial_sign_in import TRIAL, store_trial_sign_in
from accounts.provider import DIRECTORY, DirectoryProvider
from accounts.user import User
from foundation.text.json_object import JsonObject

#: Cookie and attribute of the request between the two views of a SAML response.
RESPONSE_COOKIE = "directory_response"
#: Seconds for which a response waits to be read.
RESPONSE_WAITS = 120


def provider_or_404(request: HttpRequest, protocol: str = "") -> DirectoryProvider:
    try:
        provider: DirectoryProvider = get_adapter().get_provider(request, DIRECTORY)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    if protocol and provider.app.directory.protocol != protocol:
        raise Http404
    return provider


@require_GET
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Send the person to the directory. A link, as the content policy forbids a form that leads elsewhere."""
    provider = provider_or_404(request)
    if not provider.app.directory.is_shown:
        raise Http404
    try:
        return provider.redirect(request, "login", get_next_redirect_url(request))
    except NotTrusted as failure:
        return failure_page(request, failure)


@require_GET
@never_cache
def answer(request: HttpRequest) -> HttpResponse:
    """Where an OpenID Connect provider sends the person back to, with a code."""
    from accounts.directory.openid import read_answer

    provider = provider_or_404(request, SignInProtocol.OPENID)
    state = _state(request, request.GET.get("state", ""))
    if state is None:
        return failure_page(request, NotTrusted("it answers no sign-in of this browser (state)"))
    try:
        if "error" in request.GET:
            raise NotTrusted(f"the directory says: {_printable(request.GET['error'])}")
        claims = read_answer(request, provider.app.directory, state.get("data") or {})
    except NotTrusted as failure:
        return _failed(request, failure, state)
    return _complete(request, provider, claims, state)


@csrf_exempt
@require_POST
def response(request: HttpRequest) -> HttpResponse:
    """Receive a SAML response. It is posted from elsewhere, without our cookies: `response_read` reads it with them."""
    from accounts.directory.saml import MAX_RESPONSE_BYTES

    provider_or_404(request, SignInProtocol.SAML)
    encoded = request.POST.get("SAMLResponse", "")
    if not encoded or len(encoded) > MAX_RESPONSE_BYTES:
        return failure_page(request, NotTrusted("response: none, or too large"))
    onward = HttpResponseRedirect(reverse("directory_response_read"))
    waiting = LoginSession(request, RESPONSE_COOKIE, RESPONSE_COOKIE)
    waiting.store.set_expiry(RESPONSE_WAITS)
    waiting.store["response"] = encoded
    waiting.save(onward)
    return onward


@require_GET
@never_cache
def response_read(request: HttpRequest) -> HttpResponse:
    from accounts.directory.saml import ReceivedResponse

    provider = provider_or_404(request, SignInProtocol.SAML)
    waiting = LoginSession(request, RESPONSE_COOKIE, RESPONSE_COOKIE)
    encoded = waiting.store.get("response")
    waiting.delete()
    state: JsonObject | None = None
    try:
        if not encoded:
            raise NotTrusted("response: none is waiting")
        received = ReceivedResponse(encoded, provider.app.directory)
        state = _state(request, received.in_response_to)
        if state is None:
            raise NotTrusted("response: it answers no sign-in of this browser (InResponseTo)")
        claims = received.read()
    except NotTrusted as failure:
        return _failed(request, failure, state)
    return _complete(request, provider, claims, state)


@require_GET
def metadata(request: HttpRequest) -> HttpResponse:
    """Our SAML metadata, for those who run the directory; there also before anything is written in the settings."""
    from accounts.directory.saml import our_metadata

    return HttpResponse(our_metadata(DirectorySettings.here()), content_type="application/samlmetadata+xml")


def _state(request: HttpRequest, state_id: str) -> JsonObject | None:
    """What was kept when this browser was sent to the directory; given once."""
    return statekit.unstash_state(request, provider_id=DIRECTORY, state_id=state_id) if state_id else None


def _failed(request: HttpRequest, failure: NotTrusted, state: JsonObject | None) -> HttpResponse:
    if state is not None and TRIAL in (state.get("data") or {}):
        return store_trial_sign_in(request, state["data"], reason=failure.reason)
    return failure_page(request, failure)


def _complete(request: HttpRequest, provider: DirectoryProvider, claims: Claims, state: JsonObject) -> HttpResponse:
    if TRIAL in (state.get("data") or {}):
        return store_trial_sign_in(request, state["data"], claims=claims)
    account = SocialAccount(provider=DIRECTORY, uid=claims.key, extra_data={})
    login = SocialLogin(user=User(), account=account, provider=provider)
    login.claims, login.state = claims, {"process": "login", "next": state.get("next")}
    return complete_social_login(request, login)


def _printable(text: str) -> str:
    return "".join(letter for letter in text[:60] if letter.isascii() and letter.isprintable())
