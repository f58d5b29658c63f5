"""The API, and the page on which keys are made and removed."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from accounts.second_factor.require_recent import require_recent_second_factor
from foundation.breadcrumbs import from_front_page
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form, handle_removal
from home.api.forms import ApiKeyForm
from home.api.key import ApiKey
from home.api.make_key import make_key
from home.api.remove_key import remove_key
from meetings.units import access


@csrf_exempt  # no cookie decides who asks
def api(request: HttpRequest, path: str) -> HttpResponseBase:
    try:
        match = resolve(f"/{path}", urlconf="home.api.urls")
    except Resolver404:
        raise Http404 from None
    return match.func(request, *match.args, **match.kwargs)


@login_required
@require_http_methods(["GET", "POST"])
@require_recent_second_factor()
def api_keys(request: SignedInRequest) -> HttpResponse:
    """One's own keys, and a form for a new one; administrators see all. The secret is in the answer that made it."""
    person = access.of(request.user)
    if not (person.has(Right.MAKE_API_KEYS) or person.has(Right.SEE_OPERATION)):
        raise Http404
    made: list[tuple[ApiKey, str]] = []

    def act() -> FormResult:
        made.append(make_key(**form.cleaned_data, by=request.user))
        return FormResult(request.path)

    def show(form: ApiKeyForm, status: int) -> HttpResponse:
        context = {
            "form": ApiKeyForm() if made else form,
            "keys": access.visible_to(request.user, ApiKey).select_related("token__user"),
            "made": made[0] if made else None,
            "may_make": person.has(Right.MAKE_API_KEYS),
            "today": timezone.localdate(),
            "crumbs": from_front_page(_("Keys for other systems")),
        }
        return render(request, "home/api/keys.html", context, status=status)

    form = ApiKeyForm(form_data(request))
    return handle_form(request, form, act, show, made)


@login_required
@require_POST
def api_key_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    key = access.visible_to(request.user, ApiKey).select_related("token").filter(pk=pk).first()

    def remove(key: ApiKey) -> None:
        remove_key(key=key, by=request.user)

    message = _("The key is removed. It opens nothing any more.")
    return handle_removal(request, key, remove, back=reverse("api_keys"), message=message)
