"""The page across the units, and taking passages along from it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.breadcrumbs import from_front_page
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.insights.across.forms import PassageChoiceForm
from meetings.insights.across.reading import page_of_groups
from meetings.insights.area_note.collect_passages import collect_passages
from meetings.insights.area_note.forms import CollectForm
from meetings.insights.area_note.page_urls import note_url
from meetings.insights.area_note.reading import drafts_of
from meetings.units import access
from meetings.units.get_or_404 import right_or_404


@login_required
@require_safe
def across(request: SignedInRequest) -> HttpResponse:
    """A form, and once it was sent the passages."""
    right_or_404(request.user, Right.READ_ACROSS)
    return _page(request, request.GET)


@login_required
@require_POST
def collect(request: SignedInRequest) -> HttpResponse:
    """Put the ticked passages into a note, and go to it. Refused, the page is shown again with its ticks."""
    right_or_404(request.user, Right.WRITE_AREA_NOTE)
    form = CollectForm(form_data(request), drafts=drafts_of(request.user))

    def act() -> FormResult:
        note, title = form.cleaned_data["note"], form.cleaned_data["title"]
        notes = collect_passages(keys=form.keys, note=note, title=title, by=request.user)
        message = ngettext(
            "The passages are in the note. Write your own words between them.",
            "The passages are in a note for each area. Write your own words between them.",
            len(notes),
        )
        return FormResult(note_url("note_edit", notes[0]) if len(notes) == 1 else reverse("area_notes"), message)

    def show(form: CollectForm, status: int) -> HttpResponse:
        return _page(request, QueryDict(request.POST.get("back", "")[:2000]), form, status)

    return handle_form(request, form, act, show)


def _page(
    request: SignedInRequest, query: QueryDict, collect_form: CollectForm | None = None, status: int = 200
) -> HttpResponse:
    person = access.of(request.user)
    form = PassageChoiceForm(query, access=person)
    context: dict[str, object] = {
        "form": form,
        "looked": any(query.get(name) for name in form.fields),
        "groups": [],
        "page": None,
        "found": "",
        "two_years": False,
        "may_collect": person.has(Right.WRITE_AREA_NOTE),
        "notes_url": reverse("area_notes"),
        "query": query.urlencode(),
        "collect_form": collect_form,
        "ticked": collect_form.keys if collect_form else [],
        "crumbs": from_front_page(_("Across the units")),
    }
    if context["looked"]:
        choice = form.choice()
        page, groups = page_of_groups(request.user, choice, query.get("side"))
        count = sum(len(shown) for group in groups for entry in group.entries for _year, shown in entry.columns)
        found = ngettext("%(count)s passage on this page", "%(count)s passages on this page", count) % {"count": count}
        context |= {"page": page, "groups": groups, "found": found, "two_years": len(choice.years) > 1}
        if groups and context["may_collect"] and collect_form is None:
            context["collect_form"] = CollectForm(drafts=drafts_of(request.user))
    return render(request, "meetings/insights/across.html", context, status=status)
