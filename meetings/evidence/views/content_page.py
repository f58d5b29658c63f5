"""The page with the contribution form: a new contribution, or a draft."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from accounts.user import AnyUser
from media.kinds.registry import SPECS
from media.uploading.limits import PART_BYTES
from meetings.evidence.contribution.content_form import ContentForm
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.files.load_media import media_items_of
from meetings.evidence.models import Evidence
from meetings.evidence.page_urls import evidence_crumbs, evidence_url_kwargs
from meetings.evidence.sharing.readiness import agenda_choices
from meetings.evidence.views.story import stream_context
from meetings.meeting.pages import MeetingPage
from meetings.units import access
from meetings.units.url_prefixes import meeting_url_kwargs


def form_options(user: AnyUser, meeting: MeetingPage, evidence: Evidence | None = None) -> dict[str, Any]:
    """Return the arguments of ContentForm that depend on who asks: those who share place it themselves; whether
    children can be recognised is asked until it is handed in or described.
    """
    if evidence is not None and evidence.is_shared:
        return {"accepts_files": False}
    described = evidence is not None and bool(evidence.handed_in_at or evidence.legal_basis)
    shares = access.of(user).may(Right.SHARE_EVIDENCE, meeting.unit)
    return {"asks_children": not described, "agenda": agenda_choices(meeting, meeting.unit) if shares else None}


def kept_as(evidence: Evidence) -> str:
    """Return the name under which the browser keeps unsaved text; it belongs to the version it was written on."""
    return f"evidence-{evidence.pk}-{evidence.version}"


def show_content(
    request: SignedInRequest,
    form: ContentForm,
    meeting: MeetingPage,
    kind: str,
    *,
    evidence: Evidence | None = None,
    template: str = "meetings/evidence/content.html",
    status: int = 200,
    **extra: object,
) -> HttpResponse:
    label = str(EvidenceKind(kind).label)
    files = _kept_files(evidence) if evidence else []
    context = {
        "meeting": meeting,
        "form": form,
        "kind": label,
        "shape": form.shape,
        "evidence": evidence,
        "files": files,
        **stream_context(request, form, files),
        "kinds": [SPECS[kind] for kind in form.shape.media],
        "may_blur": any(SPECS[kind].is_picture for kind in form.shape.media),
        "part_bytes": PART_BYTES,
        "about_url": reverse("evidence_about", kwargs=evidence_url_kwargs(evidence)) if evidence else "",
        "is_shared": evidence is not None and evidence.is_shared,
        "may_share": access.of(request.user).may(Right.SHARE_EVIDENCE, meeting.unit),
        "is_handed_in": evidence is not None and evidence.handed_in_at is not None,
        "may_remove_files": evidence is not None and not evidence.was_ever_shared,
        "may_withdraw_files": evidence is not None
        and evidence.was_ever_shared
        and access.of(request.user).may(Right.SHARE_EVIDENCE, meeting.unit),
        "keep": kept_as(evidence) if evidence else f"evidence-{meeting.pk}-{kind}",
        "back_url": evidence.get_url() if evidence else reverse("evidence_new", kwargs=meeting_url_kwargs(meeting)),
        "crumbs": evidence_crumbs(
            meeting,
            (_("Contribute"), reverse("evidence_new", kwargs=meeting_url_kwargs(meeting))),
            (evidence.title if evidence else label, ""),
        ),
        "act_url": "",
        "conflict": None,
        "pairs": [],
        **extra,
    }
    return render(request, template, context, status=status)


def _kept_files(evidence: Evidence) -> list[dict[str, object]]:
    return [
        {
            "item": item,
            "withdraw_url": reverse(
                "evidence_withdraw_file", kwargs={**evidence_url_kwargs(evidence), "key": item.key}
            ),
        }
        for _placed, item in media_items_of(evidence)
    ]
