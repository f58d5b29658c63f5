"""Views for editors: what the meetings said about the frame, and one change to it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.breadcrumbs import from_front_page
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.insights.frame_changes.enums import ChangeState
from meetings.insights.frame_changes.forms import FrameChangeForm
from meetings.insights.frame_changes.models import FrameChange
from meetings.insights.frame_changes.quotes import Quote, quotes_of
from meetings.insights.frame_changes.reading import titles_to_choose, what_meetings_said, year_before
from meetings.insights.frame_changes.save_change import save_change
from meetings.template.pages import TemplatePage
from meetings.units.get_or_404 import right_or_404


@login_required
@require_safe
def what_was_said(request: SignedInRequest, slug: str) -> HttpResponse:
    """The page "what the meetings said", item by item."""
    template = _template_or_404(request, slug)
    context = what_meetings_said(template) | _about(template) | {"crumbs": _crumbs(template)}
    return render(request, "meetings/insights/frame_changes/what_was_said.html", context)


@login_required
@require_safe
def beside_agenda(request: SignedInRequest, slug: str) -> HttpResponse:
    """The same in short, one element for each item, which a script puts beside the item in the editor."""
    template = _template_or_404(request, slug)
    context = what_meetings_said(template) | _about(template)
    return render(request, "meetings/insights/frame_changes/beside_agenda.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_change(request: SignedInRequest, slug: str) -> HttpResponse:
    """A new change, of the quote in ?citat, or of the editors' own; ?punkt is the item it is about at first."""
    template = _template_or_404(request, slug)
    return _change(request, template, None, _quote_or_404(template, request.GET.get("citat", "")))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    template = _template_or_404(request, slug)
    return _change(request, template, get_object_or_404(FrameChange, pk=pk, template=template), None)


def _change(
    request: SignedInRequest, template: TemplatePage, row: FrameChange | None, quote: Quote | None
) -> HttpResponse:
    titles = titles_to_choose(template)
    item = request.GET.get("punkt", "")
    initial = {"item": item} if row is None and item in titles else {}
    form = FrameChangeForm(form_data(request), row=row, titles=titles, initial=initial)
    back = reverse("frame_insights", args=[template.slug])

    def act() -> FormResult:
        seen = form.cleaned_data["seen"]
        saved = save_change(
            template=template, change=row, written=form.written(), expected_version=seen, quote=quote, by=request.user
        )
        is_open = saved.state == ChangeState.PROPOSED
        message = (
            _("The proposal is saved. It waits for your decision.")
            if is_open
            else _("It is saved. The units read your answer on the template's page once the template is published.")
        )
        return FormResult(f"{back}#aendring-{saved.pk}", message)

    def show(form: FrameChangeForm, status: int) -> HttpResponse:
        title = _("Decide about the proposal") if row or quote else _("Write a proposal")
        context = _about(template) | {
            "form": form, "row": row, "quote": quote.text if quote else row.quote if row else "", "title": title,
            "item": form["item"].value(), "back": back, "keep": f"frame-{template.pk}-{row.pk if row else 'new'}",
            "crumbs": _crumbs(template, title),
        }  # fmt: skip
        return render(request, "meetings/insights/frame_changes/change.html", context, status=status)

    return handle_form(request, form, act, show)


def _template_or_404(request: SignedInRequest, slug: str) -> TemplatePage:
    right_or_404(request.user, Right.EDIT_TEMPLATES)
    return get_object_or_404(TemplatePage, slug=slug)


def _quote_or_404(template: TemplatePage, key: str) -> Quote | None:
    cycle = year_before(template) if key else None
    quote = next((one for one in quotes_of(cycle) if one.key == key), None) if cycle else None
    if key and quote is None:
        raise Http404
    return quote


def _about(template: TemplatePage) -> dict[str, object]:
    return {"template": template, "edit_url": reverse("wagtailadmin_pages:edit", args=[template.pk])}


def _crumbs(template: TemplatePage, title: str = "") -> list[dict[str, str]]:
    said = (_("What the meetings said"), reverse("frame_insights", args=[template.slug]) if title else "")
    way = ((_("Templates"), "/skabeloner/"), (template.school_year, template.url), said)
    return from_front_page(*way, *([title] if title else []))
