"""One way to answer a request that shows a form, or sends it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from foundation.cpr_check.forms import Form
from foundation.errors import Conflict, Refusal
from foundation.forms.sent_form import Done, once

#: Draws the page with the form on it, with an HTTP status.
Show = Callable[[Any, int], HttpResponse]


def handle_form(request: HttpRequest, form: Form, act: Callable[[], Done], show: Show) -> HttpResponse:
    """GET shows the form (200). POST carries out `act` once and goes on to where it says.

    `form` is bound when the request is a POST (`sent`). What it refuses, and what `act` refuses with a Refusal, comes
    back on the same page with every word in it (422); a Conflict, what stands there now beside it (409).
    """
    if request.method != "POST":
        return show(form, 200)
    if not form.is_valid():
        return show(form, 422)
    try:
        done = once(request, act)
    except Refusal as refusal:
        form.refuse(refusal)
        return show(form, 409 if isinstance(refusal, Conflict) else 422)
    done.tell(request)
    return redirect(done.url)


def sent(request: HttpRequest) -> Any:
    """The data for a form: what was sent, or None when the form is only shown."""
    return request.POST if request.method == "POST" else None


def on_its_own_page(request: HttpRequest, back_url: str) -> Show:
    """`show` for a form that is one button on a page of something else: a page that says why not, and leads back."""

    def show(form: Any, status: int) -> HttpResponse:
        return render(request, "foundation/not_done.html", {"form": form, "back_url": back_url}, status=status)

    return show
