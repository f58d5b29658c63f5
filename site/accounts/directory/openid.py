"""OpenID Connect: the way to the directory, and what it answers (authorization code with PKCE, state and nonce)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.crypto import get_random_string

from accounts.directory.claims import Claims, values_of
from accounts.directory.errors import GrantRefused, NotTrusted
from accounts.directory.id_token import check_id_token
from accounts.directory.outgoing_requests import fetch_json
from accounts.directory.settings import DirectorySettings, full_url
from foundation.text.json_object import JsonObject

if TYPE_CHECKING:
    from accounts.provider import DirectoryProvider

#: Seconds for which the directory's own description and keys are kept.
METADATA_MAX_AGE = 600


def redirect_to_directory(
    request: HttpRequest, provider: "DirectoryProvider", next_url: str | None, data: dict[str, object]
) -> HttpResponse:
    """To where the person signs in; state, nonce and verifier stay in the session. Raises NotTrusted."""
    directory = provider.app.directory
    described = describe(directory)
    challenge, nonce = generate_code_challenge(), get_random_string(32)
    kept = {**data, "nonce": nonce, "verifier": challenge.pop("code_verifier")}
    parameters = {
        "client_id": directory.client_id,
        "redirect_uri": full_url("directory_answer"),
        "response_type": "code",
        "scope": " ".join(dict.fromkeys(["openid", *directory.scopes.split(), *directory.scopes_of_refresh])),
        "state": provider.stash_redirect_state(request, "login", next_url, kept),
        "nonce": nonce,
        **challenge,
    }
    to = described["authorization_endpoint"]
    return HttpResponseRedirect(f"{to}{'&' if '?' in to else '?'}{urlencode(parameters)}")


def read_answer(request: HttpRequest, directory: DirectorySettings, kept: dict[str, object]) -> Claims:
    """Return what the directory says of the person, after it sent them back with a code. Raises NotTrusted."""
    if request.GET.get("iss", directory.issuer).rstrip("/") != directory.issuer.rstrip("/"):
        raise NotTrusted("answer of another directory (iss)")
    described = describe(directory)
    parameters = {
        "grant_type": "authorization_code",
        "code": request.GET.get("code", ""),
        "redirect_uri": full_url("directory_answer"),
        "code_verifier": str(kept.get("verifier") or ""),
    }
    tokens = _tokens(parameters, directory, described)
    return _read_tokens(tokens, directory, described, nonce=str(kept.get("nonce") or ""))


def ask_again(directory: DirectorySettings, refresh_token: str, keep: Callable[[str], None], nonce: str) -> Claims:
    """Ask what the directory says of the person now, without them. `keep` is given a token that replaces the one used,
    before anything else can fail. Raises GrantRefused when the directory confirms them no longer, NotTrusted."""
    described = describe(directory)
    parameters = {"grant_type": "refresh_token", "refresh_token": refresh_token}
    tokens = _tokens(parameters, directory, described, statuses=(200, 400))
    if "error" in tokens:
        failure = GrantRefused if tokens["error"] == "invalid_grant" else NotTrusted
        raise failure(f"the directory answered {str(tokens['error'])[:60]!r}")
    keep(_text(tokens, "refresh_token") or refresh_token)
    return _read_tokens(tokens, directory, described, nonce=nonce, is_again=True)


def _read_tokens(
    tokens: dict[str, object], directory: DirectorySettings, described: dict[str, str], *, nonce: str,
    is_again: bool = False,
) -> Claims:  # fmt: skip
    token = _text(tokens, "id_token")
    claims: dict[str, object] = {}
    if token or not is_again or not directory.asks_userinfo:
        claims = check_id_token(
            token,
            keys=lambda again: _keys(directory, described["jwks_uri"], again),
            issuer=described["issuer"],
            client_id=directory.client_id,
            nonce=nonce,
            is_again=is_again,
        )
    if directory.asks_userinfo:
        claims = {**_userinfo(tokens, directory, described, claims.get("sub")), **claims}
    if "_claim_names" in claims:
        # Whoever is in more groups than Entra ID names would seem to have lost them all.
        raise NotTrusted("too many groups: let the directory only name groups assigned to this application")
    values = values_of(claims)
    subject = values.get(directory.subject_claim or "sub", ())
    if len(subject) != 1:
        raise NotTrusted(f"no single {directory.subject_claim or 'sub'}")
    if not token and not any(name in values for name in directory.claims_read):
        # Who was somebody by the id token of their sign-in would seem to be nobody now.
        raise NotTrusted("no id token, and userinfo says nothing of what the rules are about")
    is_verified = str(claims.get("email_verified", True)).lower() == "true"
    return Claims(described["issuer"], subject[0], values, is_verified, _text(tokens, "refresh_token"), nonce)


def describe(directory: DirectorySettings) -> dict[str, str]:
    """Return the directory's description of itself (discovery), whose issuer is the one that the administrator
    wrote."""
    home = directory.issuer.rstrip("/")
    key = f"directory:{home}"
    found = cache.get(key)
    if found is None:
        found = fetch_json("GET", f"{home}/.well-known/openid-configuration", home=home)
        needed = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
        missing = [name for name in needed if not isinstance(found.get(name), str)]
        if missing:
            raise NotTrusted(f"the directory does not describe its {', '.join(missing)}")
        if found["issuer"].rstrip("/") != home:
            raise NotTrusted(f"the directory calls itself {found['issuer'][:200]}: write that as its address")
        if not found["authorization_endpoint"].startswith(("https://", home[: home.index("//") + 2])):
            raise NotTrusted("the page of sign-in is not https")
        cache.set(key, found, METADATA_MAX_AGE)
    return found


def clear_cached_description(directory: DirectorySettings) -> None:
    """Ask the directory anew the next time."""
    cache.delete(f"directory:{directory.issuer.rstrip('/')}")


def _keys(directory: DirectorySettings, url: str, again: bool) -> list[dict[str, object]]:
    key = f"directory:keys:{url}"
    found = None if again else cache.get(key)
    if found is None:
        found = fetch_json("GET", url, home=directory.issuer).get("keys")
        if not isinstance(found, list):
            raise NotTrusted("the directory publishes no keys")
        cache.set(key, found, METADATA_MAX_AGE)
    return found


def _tokens(
    parameters: dict[str, str], directory: DirectorySettings, described: JsonObject, **more: object
) -> dict[str, object]:
    """The tokens for `parameters`. The secret goes in the body where the directory takes it, else in the header."""
    parameters = {**parameters, "client_id": directory.client_id}
    auth, secret = None, settings.DIRECTORY_SECRET
    ways = described.get("token_endpoint_auth_methods_supported")
    if secret and isinstance(ways, list) and "client_secret_post" in ways:
        parameters["client_secret"] = secret
    elif secret:
        auth = (quote(directory.client_id, safe=""), quote(secret, safe=""))
    return fetch_json("POST", described["token_endpoint"], home=directory.issuer, data=parameters, auth=auth, **more)


def _userinfo(
    tokens: dict[str, object], directory: DirectorySettings, described: JsonObject, subject: object
) -> dict[str, object]:
    """What it says of `subject`; of None, which is no id token's, of whom the access token is."""
    url, bearer = described.get("userinfo_endpoint"), tokens.get("access_token")
    if not isinstance(url, str) or not isinstance(bearer, str):
        raise NotTrusted("the directory has no userinfo")
    found = fetch_json("GET", url, home=directory.issuer, auth=_Bearer(bearer))
    if not found.get("sub") or found["sub"] != (subject or found["sub"]):
        raise NotTrusted("userinfo: of another person")
    return found


def _text(tokens: dict[str, object], name: str) -> str:
    return found if isinstance(found := tokens.get(name), str) else ""


class _Bearer:
    """Authentication of a request by its access token; in place of what a .netrc file might say."""

    def __init__(self, token: str) -> None:
        self.token = token

    def __call__(self, request: Any) -> object:
        request.headers["Authorization"] = f"Bearer {self.token}"
        return request
