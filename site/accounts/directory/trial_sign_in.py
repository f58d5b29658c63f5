"""Trying the settings: a real sign-in round, of which only the result is kept, in the session of who tries."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.directory.claims import Claims, Value
from foundation.text.json_object import JsonObject

#: In what is kept of a sign-in that is tried: the id of who tries it.
TRIAL = "trial_by"
RESULT = "directory_trial"


def store_trial_sign_in(
    request: HttpRequest, kept: JsonObject, *, claims: Claims | None = None, reason: str = ""
) -> HttpResponse:
    """Keep what the directory answered, or why it was not accepted, and show it to whoever tried."""
    if request.user.pk is not None and request.user.pk == kept.get(TRIAL):
        request.session[RESULT] = {
            "reason": reason,
            "claims": {} if claims is None else {name: list(found[:50]) for name, found in claims.values.items()},
            "name": claims.name if claims else "",
            "email": claims.email if claims else "",
            "email_may_be_trusted": bool(claims and claims.email_may_be_trusted),
        }
    return redirect("directory_trial_sign_in")


def trial_sign_in_result(request: HttpRequest) -> JsonObject | None:
    found: dict[str, object] | None = request.session.get(RESULT)
    return found


def chosen_values(result: JsonObject, names: list[str]) -> frozenset[Value]:
    """Return the values of the claims that rules can be about."""
    return frozenset((name, value) for name in names for value in result["claims"].get(name, ()))
