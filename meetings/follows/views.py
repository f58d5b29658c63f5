"""The button that follows something, and the page of all that one follows."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import handle_form, show_refusal_page
from foundation.pages import url_of
from meetings.follows.follow import follow
from meetings.follows.followable import followable, visible_pages
from meetings.follows.models import Follow
from meetings.follows.unfollow import unfollow
from meetings.units import access
from meetings.units.get_or_404 import right_or_404

FORUM = "/lederforum/"
MAX_KEY = 2**31 - 1


class FollowForm(Form):
    page = forms.IntegerField(required=False, min_value=1, max_value=MAX_KEY)
    initiative = forms.IntegerField(required=False, min_value=1, max_value=MAX_KEY)
    do = forms.ChoiceField(choices=[("follow", "follow"), ("unfollow", "unfollow")])
    next = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)


@login_required
@require_POST
def toggle_follow(request: SignedInRequest) -> HttpResponse:
    """Follow or stop following what the form names, and go back. 404 for what one may not see."""
    right_or_404(request.user, Right.READ_ARTICLES)
    form = FollowForm(request.POST)
    if not form.is_valid():
        raise Http404
    data = form.cleaned_data
    page, initiative = data["page"], data["initiative"]
    if (page is None) == (initiative is None):
        raise Http404
    back = data["next"] if url_has_allowed_host_and_scheme(data["next"], allowed_hosts=None) else reverse("follows")

    if data["do"] == "unfollow":

        def act() -> FormResult:
            unfollow(page=page, initiative=initiative, by=request.user)
            return FormResult(back, _("You do not follow it any more."))

    else:
        what = followable(request.user, page=page, initiative=initiative)
        if what is None:
            raise Http404

        def act() -> FormResult:
            follow(target=what, by=request.user)
            return FormResult(back, _("You follow “%(title)s” now. You hear of news by mail.") % {"title": what.title})

    return handle_form(request, form, act, show_refusal_page(request, back))


@login_required
@require_safe
def follows(request: SignedInRequest) -> HttpResponse:
    """All that one follows and may see still, each with a button to stop."""
    right_or_404(request.user, Right.READ_ARTICLES)
    columns = ("page", "page__title", "page__url_path", "initiative", "initiative__name")
    rows = list(access.visible_to(request.user, Follow).values_list(*columns))
    pages = visible_pages(request.user, [row[0] for row in rows if row[0]])
    sees_initiatives = access.of(request.user).has(Right.SEE_FORUM)
    found = [
        {
            "page": page, "initiative": initiative, "title": title or name, "is_followed": True,
            "url": url_of(path) if path else f"{FORUM}?indsats={initiative}",
        }
        for page, title, path, initiative, name in rows
        if (page in pages if page else sees_initiatives)
    ]  # fmt: skip
    return render(request, "meetings/follows/follows.html", {"follows": found})
