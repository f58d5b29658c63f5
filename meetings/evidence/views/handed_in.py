"""What is handed in and waits for the leaders: several pieces placed, described and shared at once."""

from dataclasses import dataclass, replace
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from accounts.user import User
from foundation.cpr_forms.forms import Form
from foundation.errors import Conflict, Refusal
from foundation.forms.carry_out_once import FormResult, carry_out_once
from foundation.forms.form_group import FormGroup
from foundation.forms.handle_form import form_data, handle_form, show_refusal_page
from foundation.text.parsing import parse_int
from media.enums import LegalBasis
from media.media_item import MediaItem
from meetings.evidence.body import plain_text
from meetings.evidence.cards import EvidenceCard
from meetings.evidence.contribution.hand_in_evidence import hand_in_evidence
from meetings.evidence.contribution.save_evidence import EvidenceFacts, save_evidence
from meetings.evidence.files.load_media import media_items_of
from meetings.evidence.get_or_404 import evidence_or_404
from meetings.evidence.models import Evidence
from meetings.evidence.page_urls import evidence_crumbs, evidence_url_kwargs
from meetings.evidence.permissions import may_share
from meetings.evidence.reading import handed_in_to
from meetings.evidence.sharing.card_form import PRIVACY, CardForm
from meetings.evidence.sharing.place_and_share import place_and_share
from meetings.evidence.sharing.proposal import Proposal
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.meeting.item import item_of
from meetings.meeting.pages import MeetingPage
from meetings.units.url_prefixes import meeting_url_kwargs


class NothingShared(Refusal):
    """No card was chosen, or none of the chosen ones can be shared; each says why."""


@dataclass
class HandedInCard:
    """One card: what it shows, and its form."""

    card: EvidenceCard
    proposal: Proposal
    form: CardForm
    #: As it was saved just now; None while it was not.
    saved: Evidence | None = None

    @property
    def is_done(self) -> bool:
        return self.saved is not None and self.saved.is_shared

    @property
    def others(self) -> list[MediaItem]:
        """Its files without an alternative text."""
        described = self.proposal.to_describe
        return [item for item in self.proposal.items if item not in described and not item.is_withdrawn]

    @property
    def missing(self) -> list[str]:
        return self.proposal.missing(timezone.localdate())

    @property
    def words(self) -> str:
        return plain_text(self.proposal.evidence.body)

    @property
    def basis(self) -> str:
        return str(LegalBasis(self.proposal.privacy()["legal_basis"]).label)

    @property
    def kept_until(self) -> date | None:
        day: date | None = self.proposal.privacy()["delete_after"]
        return day

    @property
    def about_url(self) -> str:
        return reverse("evidence_about", kwargs=evidence_url_kwargs(self.proposal.evidence))

    def save(self, by: User, today: date) -> None:
        """Share it when it is chosen, else keep what was changed. Raises Refusal."""
        evidence, form = self.proposal.evidence, self.form
        data = form.cleaned_data
        item = item_of(evidence.meeting, data["agenda_item"])
        about = replace(EvidenceFacts.stored(evidence), item=item, perspective=data["perspective"])
        media, privacy = self.proposal.answers(
            {name: data[name] for name in PRIVACY}, form.changed_data, form.alt_texts
        )
        act = place_and_share if form.is_chosen else save_evidence
        self.saved = act(
            evidence=evidence,
            expected_version=data["seen"],
            by=by,
            today=today,
            about=about,
            media=media,
            privacy=privacy,
        )


class HandedInForms(FormGroup):
    """All cards, each with a form of its own; `main` takes what concerns no card alone."""

    def __init__(self, meeting: MeetingPage, user: User, data: QueryDict | None) -> None:
        self.waiting = []
        for card, items in handed_in_to(meeting, user):
            proposal = Proposal(card.evidence, items)
            was_shown = data is not None and f"{card.evidence.pk}-seen" in data  # others came since
            self.waiting.append(HandedInCard(card, proposal, CardForm(data if was_shown else None, proposal=proposal)))
        main = Form(data)
        super().__init__([main, *(one.form for one in self.waiting)], main=main)
        ticked = {name.removesuffix("-share") for name in data or () if name.endswith("-share")}
        #: How many were chosen that wait no more: somebody else shared, took or deleted them.
        self.taken = len(ticked - {str(one.card.evidence.pk) for one in self.waiting})

    @property
    def left(self) -> list[HandedInCard]:
        return [one for one in self.waiting if not one.is_done]

    def save_each(self, by: User, today: date) -> int:
        """Save the cards one by one, so that the fault of one neither loses nor stops the others. Return how many are
        shared. A card with a fault keeps it in its form.
        """
        for one in self.waiting:
            if not one.form.is_bound or not (one.form.is_chosen or one.form.has_changed()) or not one.form.is_valid():
                continue
            try:
                with transaction.atomic():
                    one.save(by, today)
            except Refusal as refusal:
                one.form.refuse(refusal)
        return len(self.waiting) - len(self.left)

    def adopt_saved_versions(self) -> None:
        """What was saved and stays on the page may be sent again."""
        for one in self.left:
            if one.saved is not None:
                one.form.set_version(one.saved.version)

    @property
    def has_faults(self) -> bool:
        return any(one.form.errors for one in self.left)

    @property
    def status(self) -> int:
        return 409 if any(form.conflict for form in self.every) else 422  # type: ignore[attr-defined]


@login_required
@require_http_methods(["GET", "POST"])
def handed_in(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.SHARE_EVIDENCE)
    cards = HandedInForms(meeting, request.user, form_data(request))
    if request.method == "GET":
        return _show(request, meeting, cards, 200)

    overtaken = ngettext(
        "%(count)s of the chosen contributions waits no more: somebody else has shared or removed it.",
        "%(count)s of the chosen contributions wait no more: somebody else has shared or removed them.",
        cards.taken,
    ) % {"count": cards.taken}  # fmt: skip

    def act() -> FormResult:
        if not any(one.form.is_chosen for one in cards.waiting):
            raise NothingShared(overtaken if cards.taken else _("Choose what you want to share with the meeting."))
        shared = cards.save_each(request.user, timezone.localdate())
        if not shared:
            raise NothingShared(_("Nothing is shared yet. See what is missing on each card."))
        said = ngettext(
            "%(count)s contribution is shared. The people at the meeting can see it now.",
            "%(count)s contributions are shared. The people at the meeting can see them now.",
            shared,
        )
        return FormResult(request.path, said % {"count": shared}, problems=(overtaken,) if cards.taken else ())

    try:
        result = carry_out_once(request, act)
    except Refusal as refusal:
        cards.refuse(refusal)
        return _show(request, meeting, cards, 409 if isinstance(refusal, Conflict) else cards.status)
    result.tell(request)
    cards.adopt_saved_versions()
    if cards.has_faults:
        return _show(request, meeting, cards, cards.status)
    return redirect(result.url if cards.left else meeting.url)


def _show(request: SignedInRequest, meeting: MeetingPage, cards: HandedInForms, status: int) -> HttpResponse:
    context = {
        "meeting": meeting,
        "is_gathering": meeting.accepts_evidence,
        "waiting": cards.left,
        "every_form": cards,
        "add_url": reverse("evidence_new", kwargs=meeting_url_kwargs(meeting)),
        "crumbs": evidence_crumbs(meeting, (_("Handed in"), "")),
    }
    return render(request, "meetings/evidence/handed_in.html", context, status=status)


@login_required
@require_POST
def evidence_hand_in(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    """The button on the page of one's own draft."""
    evidence = evidence_or_404(request.user, area, unit, year, pk, to_edit=True)

    def act() -> FormResult:
        seen = parse_int(request.POST.get("seen"), 0)
        hand_in_evidence(evidence=evidence, expected_version=seen, by=request.user, today=timezone.localdate())
        return FormResult(evidence.get_url(), _handed_in_message(evidence))

    return handle_form(request, Form(request.POST), act, show_refusal_page(request, evidence.get_url()))


def hand_in_or_share(request: SignedInRequest, evidence: Evidence) -> str:
    """Hand in the draft that was just saved; one who leads, and chose so, shares it at once. Return where to go on,
    with a message of what happened or why it did not.
    """
    today = timezone.localdate()
    edit = reverse("evidence_edit", kwargs=evidence_url_kwargs(evidence))
    if evidence.handed_in_at is None:
        try:
            evidence = hand_in_evidence(
                evidence=evidence, expected_version=evidence.version, by=request.user, today=today
            )
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return edit
    if request.POST.get("then") != "share" or not may_share(request.user, evidence):
        messages.success(request, _handed_in_message(evidence))
        return evidence.get_url()
    proposal = Proposal(evidence, [item for _placed, item in media_items_of(evidence)])
    alone = len(proposal.to_describe) == 1  # the same words do not describe several pictures
    alt_texts = {item.key: proposal.alt_text(item) for item in proposal.to_describe if alone}
    media, privacy = proposal.answers(proposal.privacy(), (), alt_texts)
    try:
        place_and_share(
            evidence=evidence, expected_version=evidence.version, by=request.user, today=today,
            about=EvidenceFacts.stored(evidence), media=media, privacy=privacy,
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return _card_url(evidence)
    messages.success(request, _("It is shared. The people at the meeting can see it now."))
    return evidence.get_url()


def url_after_repeat(evidence: Evidence, then: str) -> str:
    """Return where the form led that was sent before: the second sending of it does nothing."""
    if then == "share" and evidence.handed_in_at is not None and not evidence.is_shared:
        return _card_url(evidence)
    is_done = evidence.handed_in_at is not None or then not in ("hand_in", "share")
    return evidence.get_url() if is_done else reverse("evidence_edit", kwargs=evidence_url_kwargs(evidence))


def _card_url(evidence: Evidence) -> str:
    """Its card on the page of what is handed in."""
    return reverse("handed_in", kwargs=meeting_url_kwargs(evidence.meeting)) + f"#bidrag-{evidence.pk}"


def _handed_in_message(evidence: Evidence) -> str:
    return _("Handed in. The leaders of %(unit)s share it with the meeting.") % {"unit": evidence.unit.title}
