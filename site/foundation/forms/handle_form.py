"""Answer a GET or POST of a form: show it, carry it out once, redirect."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from foundation.cpr_forms.forms import Form
from foundation.errors import Conflict, Refusal
from foundation.forms.carry_out_once import FormResult, carry_out_once, earlier_result
from foundation.forms.form_group import FormGroup

R = TypeVar("R")
#: One form, or several on one page.
AnyForm = Form | FormGroup
#: Renders the page with the form, with an HTTP status.
ShowForm = Callable[[Any, int], HttpResponse]


def handle_form(
    request: HttpRequest,
    form: AnyForm,
    act: Callable[[], FormResult],
    show: ShowForm,
    secret: Sequence[object] = (),
) -> HttpResponse:
    """GET shows the form (200). POST runs `act` once and redirects to the URL it returns.

    When `act` puts something into `secret`, the answer is the page itself (200), which shows it once. `form` must be
    bound when the request is a POST (`form_data`). Form errors and a Refusal of `act` are shown on the same page with
    the input kept (422); a Conflict with the stored values beside it (409).
    """
    if request.method != "POST":
        return show(form, 200)
    if not form.is_valid():
        return show(form, 422)
    return carry_out_form(request, form, act, show, secret)


def carry_out_form(
    request: HttpRequest,
    form: AnyForm,
    act: Callable[[], FormResult],
    show: ShowForm,
    secret: Sequence[object] = (),
) -> HttpResponse:
    """The last step of `handle_form`, for a view that has checked `form` (and others beside it) itself."""
    try:
        done = carry_out_once(request, act)
    except Refusal as refusal:
        form.refuse(refusal)
        return show(form, 409 if isinstance(refusal, Conflict) else 422)
    if secret:
        return show(form, 200)
    done.tell(request)
    return redirect(done.url)


def form_data(request: HttpRequest) -> QueryDict | None:
    """Return the data for a form: `request.POST`, or None when the form is only shown."""
    return request.POST if request.method == "POST" else None


def show_refusal_page(request: HttpRequest, back_url: str) -> ShowForm:
    """Return `show` for a form that is only a button on another page: a page that says why it was refused, with a link
    back."""

    def show(form: AnyForm, status: int) -> HttpResponse:
        return render(request, "foundation/refused.html", {"form": form, "back_url": back_url}, status=status)

    return show


def handle_removal(
    request: HttpRequest, row: R | None, remove: Callable[[R], object], *, back: str, message: str
) -> HttpResponse:
    """POST calls `remove` with the row, redirects to `back` and tells `message`. `row` is None when it is gone: whoever
    sent the same form before gets that answer again, anybody else 404."""
    if row is None and earlier_result(request) is None:
        raise Http404

    def act() -> FormResult:
        if row is not None:
            remove(row)
        return FormResult(back, message)

    return handle_form(request, Form(request.POST), act, show_refusal_page(request, back))
