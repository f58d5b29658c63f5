"""Saving in the Wagtail admin: a form sent twice is saved once, and an outdated form overwrites nothing (409).

`saved_once` decorates every view of the admin (config/urls.py), also those that a new version of Wagtail brings; the
fields come with `base_form_class` (editor/forms.py).
"""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from wagtail.models import Site

from foundation.editor.forms import SeenVersionMixin, saving_forms
from foundation.errors import Conflict
from foundation.forms.carry_out_once import FormResult, SentAlready, carry_out_once
from foundation.forms.one_time_key import KEY_FIELD, key_for, key_in

View = Callable[..., HttpResponseBase]


class _NotSaved(Exception):
    """The view's response says that it did not save: the transaction is rolled back, so the key can be used again."""

    def __init__(self, response: HttpResponseBase) -> None:
        self.response = response


def saved_once(view: View) -> View:
    """Decorate `view`: a POST with a one-time key is carried out once, and a Conflict is shown on its form (409)."""

    def respond(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        def ask() -> HttpResponseBase:
            return view(request, *args, **kwargs)

        if request.method != "POST":
            return _with_key(request, ask())
        try:
            with saving_forms():
                return _with_key(request, _save(request, ask) if key_in(request) else ask())
        except Conflict as refusal:
            return _with_key(request, _refused(request, ask, refusal))

    return respond


def _save(request: HttpRequest, ask: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    answers: list[HttpResponseBase] = []

    def act() -> FormResult:
        # One save in the admin at a time, so that the version the view reads is still current when it writes.
        Site.objects.select_for_update().order_by("pk").first()
        answers.append(ask())
        return FormResult(_redirect_url(request, answers[0]))

    try:
        done = carry_out_once(request, act)
    except _NotSaved as other:
        return other.response
    if not answers and not request.accepts("text/html"):
        raise SentAlready
    return answers[0] if answers else redirect(done.url)


def _redirect_url(request: HttpRequest, response: HttpResponseBase) -> str:
    """The address that a saving view redirects to, or names in its JSON for Wagtail's script. Raises _NotSaved for any
    other response."""
    if isinstance(response, HttpResponseRedirect):
        return response.url
    if isinstance(response, JsonResponse) and response.status_code == 200:
        return str(json.loads(response.content).get("url") or request.path)
    raise _NotSaved(response)


def _refused(request: HttpRequest, ask: Callable[[], HttpResponseBase], refusal: Conflict) -> HttpResponseBase:
    """The view's own form with the user's input and the refusal (409), or Wagtail's JSON error (400)."""
    if not request.accepts("text/html"):
        said = {"success": False, "error_code": "invalid_revision", "error_message": refusal.message}
        return JsonResponse(said, status=400)
    with saving_forms(refusal):
        response = ask()
    response.status_code = 409
    return response


def _with_key(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The response, with a new one-time key in its form or JSON, for the address the form is sent to."""
    context: Any = getattr(response, "context_data", None) or {}
    form = context.get("form")
    if isinstance(form, SeenVersionMixin):
        form.carry(**{KEY_FIELD: key_for(request.user, context.get("action_url") or request.path)})
    if isinstance(response, JsonResponse) and "field_updates" in (said := json.loads(response.content)):
        said["field_updates"][KEY_FIELD] = key_for(request.user, said.get("url") or request.path)
        response.content = json.dumps(said).encode()
    return response
