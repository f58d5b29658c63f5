"""Views to propose and change an example."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from foundation.text.notation import to_plain
from meetings.evidence.body import answers_in
from meetings.evidence.contribution.story_pieces import pieces_of
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.kind_specs import spec_of
from meetings.evidence.models import Evidence
from meetings.evidence.visible_text import with_visible_text
from meetings.forum.building.sources import excerpts_of
from meetings.forum.chosen_media import items_of_example, shown_items
from meetings.forum.edit_example import EDITABLE_STATES, edit_example
from meetings.forum.enums import ExampleState
from meetings.forum.forms import ExampleForm, ExampleTextForm
from meetings.forum.page_urls import example_url, forum_crumbs
from meetings.forum.pages import ExamplePage
from meetings.forum.propose_example import propose_example
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.units import access
from meetings.units.get_or_404 import require_right_or_404


@login_required
@require_http_methods(["GET", "POST"])
def from_evidence(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    """Propose an example from shared evidence; the form starts with the text of the evidence."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.PROPOSE_EXAMPLE)
    rows = access.visible_to(request.user, Evidence).filter(with_visible_text(), meeting=meeting)
    evidence = get_object_or_404(rows.select_related("unit", "meeting__cycle", "initiative"), pk=pk)
    if not evidence.is_shared:
        raise Http404
    form = ExampleTextForm(form_data(request), items=shown_items(evidence), initial=_beginning(evidence))

    def propose() -> ExamplePage:
        return propose_example(evidence=evidence, data=form.example_data(), bases=form.bases(), by=request.user)

    context = {"unit": evidence.unit, "crumbs": forum_crumbs(_("Propose an example")), "cancel_url": ""}
    return _handle_texts(request, form, propose, context)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change an example; if it was sent back or taken down, saving submits it again."""
    rows = access.visible_to(request.user, ExamplePage)
    if request.method != "POST":
        rows = rows.filter(state__in=EDITABLE_STATES)
    example = get_object_or_404(rows.select_related("unit", "evidence"), slug=slug)
    require_right_or_404(request.user, Right.PROPOSE_EXAMPLE, example.unit)
    items = items_of_example(example)
    chosen = set(example.media_rows.values_list("media_key", flat=True))
    bases = {ExampleTextForm.field_of(item): item.forum_basis for _n, _c, item in items if item.key in chosen}
    excerpts = excerpts_of(example)
    form = ExampleForm(form_data(request), row=example, items=items, excerpts=excerpts, initial=bases)

    def propose() -> ExamplePage:
        seen = form.cleaned_data["seen"]
        return edit_example(
            example=example, data=form.example_data(), bases=form.bases(), texts=form.texts(), expected_version=seen,
            by=request.user,
        )  # fmt: skip

    context = {"example": example, "crumbs": forum_crumbs(_("Change"), example=example), "unit": example.unit}
    if example.state == ExampleState.DRAFT:
        context["delete_url"] = example_url("example_delete_draft", example)
    return _handle_texts(request, form, propose, context | {"cancel_url": example_url("example", example)})


def _handle_texts(
    request: SignedInRequest, form: ExampleTextForm, propose: Callable[[], ExamplePage], context: dict[str, object]
) -> HttpResponse:
    def act() -> FormResult:
        message = _("The example is proposed. You hear when it is cleared for the leader forum.")
        return FormResult(example_url("example", propose()), message)

    def show(form: ExampleTextForm, status: int) -> HttpResponse:
        media = [
            {"name": name, "caption": caption, "item": item, "field": form[form.field_of(item)]}
            for name, caption, item in form.items
        ]
        context.update(form=form, media=media)
        return render(request, "meetings/forum/example_form.html", context, status=status)

    return handle_form(request, form, act, show)


def _beginning(evidence: Evidence) -> dict[str, object]:
    """Initial values: the text of the evidence in the parts it fits."""
    words = answers_in(evidence.body, spec_of(evidence.kind))
    start: dict[str, object] = {"title": evidence.title, "initiative": evidence.initiative_id}
    if evidence.kind == EvidenceKind.PRACTICE_NARRATIVE:
        did = "\n\n".join(part for part in (words["situation"], words["action"]) if part)
        return start | {"did": did, "saw": words["effect"], "learnt": words["learning"]}
    if spec_of(evidence.kind).is_stream:
        texts = [to_plain(piece.text) for piece in pieces_of(evidence.body, {})]
        return start | {"saw": "\n\n".join(filter(None, texts))}
    return start | {"saw": to_plain(words.get("text") or words.get("words") or "")}
