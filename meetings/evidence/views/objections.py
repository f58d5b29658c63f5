"""Views on objections: list, search for an item one cannot see, registering, deciding, and restoring."""

from functools import partial
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from accounts.user import AnyUser
from foundation.breadcrumbs import from_front_page
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form, show_refusal_page
from media.media_item import MediaItem
from media.privacy.objection import Objection
from media.privacy.placeholder_text import sentence_subject
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from meetings.evidence.objections.forms import FindForm, ObjectionForm, RestoreForm
from meetings.evidence.objections.objection_rows import (
    count_other_open,
    is_gone_for_good,
    neutral_pieces,
    objection_facts,
    objections_for,
)
from meetings.evidence.objections.register_objection import register_objection
from meetings.evidence.objections.restore_item import may_restore, restore_item
from meetings.evidence.objections.uphold_objection import uphold_objection
from meetings.evidence.sharing.documents_holding import documents_holding
from meetings.meeting.pages import MeetingPage
from meetings.units import access
from meetings.units.get_or_404 import right_or_404
from meetings.units.pages import UnitPage


@login_required
@require_safe
def objections(request: SignedInRequest) -> HttpResponse:
    """List all objections that this person may see, undecided ones first."""
    right_or_404(request.user, Right.TAKE_OBJECTION)
    return render(
        request,
        "meetings/evidence/objections.html",
        {"rows": objections_for(request.user), "crumbs": from_front_page((_("Objections"), ""))},
    )


@login_required
@require_safe
def objection_find(request: SignedInRequest) -> HttpResponse:
    """`?enhed=…&aar=2026/2027`: list the unit's items of that year neutrally, each with a link to object."""
    right_or_404(request.user, Right.TAKE_OBJECTION)
    units = UnitPage.objects.filter(access.of(request.user).units_q(Right.TAKE_OBJECTION, "")).order_by("title")
    meetings = MeetingPage.objects.filter(unit__in=units.values("pk"))
    years = sorted(set(meetings.values_list("cycle__school_year", flat=True)), reverse=True)
    form = FindForm(request.GET if "enhed" in request.GET else None, units=units, years=years)
    meeting, pieces = None, []
    if form.is_bound and form.is_valid():
        meeting = (
            meetings.filter(unit=form.cleaned_data["enhed"], cycle__school_year=form.cleaned_data["aar"])
            .select_related("unit__area", "cycle")
            .first()
        )
        pieces = neutral_pieces(meeting, request.user) if meeting is not None else []
    context = {
        "form": form,
        "asked": form.is_bound and form.is_valid(),
        "meeting": meeting,
        "pieces": pieces,
        "crumbs": from_front_page((_("Objections"), reverse("objections")), (_("Find the item"), "")),
    }
    return render(request, "meetings/evidence/objection_find.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def objection_to_piece(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    evidence = _within_reach(request.user, area, unit, year, pk)
    if evidence.is_hidden and request.method != "POST":
        return redirect("objections")
    return _take(request, evidence, None)


@login_required
@require_http_methods(["GET", "POST"])
def objection_to_file(request: SignedInRequest, area: str, unit: str, year: int, pk: int, key: UUID) -> HttpResponse:
    evidence = _within_reach(request.user, area, unit, year, pk)
    item = MediaItem.objects.of_evidence(evidence).filter(key=key).first()
    if item is None:
        raise Http404
    return _take(request, evidence, item)


def _within_reach(user: AnyUser, area: str, unit: str, year: int, pk: int) -> Evidence:
    """Return the piece for those who may register an objection about it, whether they see it or not.

    Drafts that were never shared are found only by those who see the unit's drafts.
    """
    person = access.of(user)
    if not person.has(Right.TAKE_OBJECTION):
        raise Http404
    rows = Evidence.objects.filter(person.units_q(Right.TAKE_OBJECTION, "unit")).select_related(
        "unit__area", "meeting__cycle", "meeting__unit__area"
    )
    evidence: Evidence = get_object_or_404(rows, pk=pk, unit__slug=unit, unit__area__slug=area, meeting__slug=str(year))
    if not evidence.was_ever_shared and not person.may(Right.SEE_DRAFT_EVIDENCE, evidence.unit):
        raise Http404
    return evidence


def _take(request: SignedInRequest, evidence: Evidence, item: MediaItem | None) -> HttpResponse:
    start = {"kind": "objection", "objector": "parent", "received_on": timezone.localdate(), "decision": "later"}
    form = ObjectionForm(form_data(request), initial=start)

    def act() -> FormResult:
        taken = register_objection(
            evidence=evidence,
            key=item.key if item is not None else None,
            details=form.said,
            by=request.user,
            today=timezone.localdate(),
        )
        message = _("It is hidden from everybody now. The agreement holder and the head of area are notified.")
        return FormResult(reverse("objection", args=[taken.pk]), message)

    def show(form: ObjectionForm, status: int) -> HttpResponse:
        is_seen = access.may_see(request.user, evidence)
        context = {
            "form": form,
            "what": sentence_subject(item.kind if item is not None else ""),
            "kind": EvidenceKind(evidence.kind).label,
            "unit": evidence.unit.title,
            "year": evidence.meeting.cycle.school_year,
            "called": evidence.title if is_seen else "",
            "picture_url": _picture(item, is_seen),
            "picture_alt": getattr(item, "alt_text", "") if is_seen else "",
            "cancel_url": evidence.get_url() if is_seen else reverse("objection_find"),
            "crumbs": from_front_page((_("Objections"), reverse("objections")), (_("Remove after an objection"), "")),
        }
        return render(request, "meetings/evidence/objection_take.html", context, status=status)

    return handle_form(request, form, act, show)


def _picture(item: MediaItem | None, is_seen: bool) -> str:
    """Return the URL of the picture, for those who may see it, so that the right item is hidden."""
    if not is_seen or item is None or not item.is_shown_on(timezone.localdate()):
        return ""
    return str(item.card_url)


@login_required
@require_safe
def objection(request: SignedInRequest, pk: int) -> HttpResponse:
    return _show(request, _objection_or_404(request, pk), RestoreForm(), 200)


@login_required
@require_POST
def objection_uphold(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _objection_or_404(request, pk)

    def act() -> FormResult:
        uphold_objection(objection=found, by=request.user)
        return FormResult(reverse("objection", args=[pk]), _("It is noted that it stays hidden."))

    return handle_form(request, Form(request.POST), act, show_refusal_page(request, reverse("objection", args=[pk])))


@login_required
@require_POST
def objection_restore(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _objection_or_404(request, pk)
    evidence = Evidence.objects.select_related("unit__area").get(pk=found.evidence_id or 0)
    if not may_restore(request.user, found, evidence) or is_gone_for_good(found, evidence):
        raise Http404
    form = RestoreForm(request.POST)

    def act() -> FormResult:
        restore_item(objection=found, reason=form.cleaned_data["restore_reason"], by=request.user)
        message = (
            _("This objection is closed. Another one still hides it.")
            if count_other_open(found)
            else _("It is shown again to those who saw it before, but not in the leader forum.")
        )
        return FormResult(reverse("objection", args=[pk]), message)

    return handle_form(request, form, act, partial(_show, request, found))


def _objection_or_404(request: SignedInRequest, pk: int) -> Objection:
    rows = access.visible_to(request.user, Objection).select_related("registered_by", "decided_by")
    return get_object_or_404(rows, pk=pk)


def _show(request: SignedInRequest, objection: Objection, form: RestoreForm, status: int) -> HttpResponse:
    evidence = (
        Evidence.objects.select_related("unit__area", "meeting__cycle", "meeting__unit__area")
        .filter(pk=objection.evidence_id or 0)
        .get()
    )
    is_gone = is_gone_for_good(objection, evidence)
    context = {
        "objection": objection,
        "what": sentence_subject(objection.item_kind),
        "facts": objection_facts(objection, evidence, request.user),
        "documents": documents_holding(evidence_id=evidence.pk, key=objection.item_key),
        "is_gone": is_gone,
        "others": count_other_open(objection),
        "may_uphold": objection.is_open and not objection.is_decided and not is_gone,
        "may_restore": objection.is_open and not is_gone and may_restore(request.user, objection, evidence),
        "form": form,
        "crumbs": from_front_page((_("Objections"), reverse("objections")), (objection.get_kind_display(), "")),
    }
    return render(request, "meetings/evidence/objection.html", context, status=status)
