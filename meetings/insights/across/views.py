"""The page across the units."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from meetings.insights.across.forms import ChoiceForm
from meetings.insights.across.reading import page_of_groups
from meetings.units import access
from meetings.units.get_or_404 import right_or_404


@login_required
@require_safe
def across(request: SignedInRequest) -> HttpResponse:
    """A form, and once it was sent the passages."""
    right_or_404(request.user, Right.READ_ACROSS)
    person = access.of(request.user)
    form = ChoiceForm(request.GET, person=person)
    context: dict[str, Any] = {
        "form": form,
        "looked": any(request.GET.get(name) for name in form.fields),
        "groups": [],
        "page": None,
        "found": "",
        "two_years": False,
        "may_collect": False,
        "notes_url": "",
        "crumbs": [{"label": _("Front page"), "url": "/"}, {"label": _("Across the units"), "url": ""}],
    }
    if context["looked"]:
        choice = form.choice()
        page, groups = page_of_groups(request.user, choice, request.GET.get("side"))
        count = sum(len(shown) for group in groups for entry in group.entries for _year, shown in entry.columns)
        found = ngettext("%(count)s passage on this page", "%(count)s passages on this page", count) % {"count": count}
        context |= {"page": page, "groups": groups, "found": found, "two_years": len(choice.years) > 1}
    return render(request, "meetings/insights/across.html", context)
