"""Begin: a photo at once, or another kind of evidence, or continue a draft."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from meetings.data_plan.page_urls import SLOT_PARAMETER
from meetings.evidence.contribution.content_form import ContentForm
from meetings.evidence.contribution.initial_params import initial_params, initial_query_string, slot_of
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.kind_specs import KIND_SPECS
from meetings.evidence.page_urls import evidence_crumbs
from meetings.evidence.reading import drafts_of
from meetings.evidence.views.content_page import form_options, show_content
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.units.url_prefixes import meeting_url_kwargs


@login_required
@require_safe
def evidence_new(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """Show the form for photos, which most people bring, and tiles for everything else. ?punkt= (agenda item) and
    ?plads= (data plan line) are passed on.
    """
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.ADD_EVIDENCE)
    passed_on = initial_query_string(meeting, request.GET)
    urls = {
        kind: reverse("evidence_create", kwargs={**meeting_url_kwargs(meeting), "kind": shape.word}) + passed_on
        for kind, shape in KIND_SPECS.items()
    }
    tiles = [
        {"title": EvidenceKind(kind).label, "icon": shape.icon, "example": shape.example, "url": urls[kind]}
        for kind, shape in KIND_SPECS.items()
        if kind != EvidenceKind.PHOTOS
    ]
    photos = ContentForm(
        kind=EvidenceKind.PHOTOS, initial=initial_params(meeting, request.GET), **form_options(request.user, meeting)
    )
    return show_content(
        request,
        photos,
        meeting,
        EvidenceKind.PHOTOS,
        template="meetings/evidence/choose.html",
        act_url=urls[EvidenceKind.PHOTOS],
        back_url=meeting.url,
        is_gathering=meeting.accepts_evidence,
        tiles=tiles,
        slot=slot_of(meeting, request.GET.get(SLOT_PARAMETER)),
        drafts=drafts_of(meeting, request.user),
        crumbs=evidence_crumbs(meeting, (_("Contribute"), "")),
    )
