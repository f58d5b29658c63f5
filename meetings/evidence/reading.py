"""Template contexts for evidence: one piece in full, and all evidence of a meeting as cards."""

from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import TypedDict

from django.db.models import BigAutoField, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.blocks import BoundBlock

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.compiled_query import CompiledQuery, Parameter
from media.enums import Audience, DepictsChildren
from media.kinds.registry import SPECS
from media.media_item import MediaItem
from media.view_log.enums import ViewPlace
from meetings.evidence.body import figures_in, files_in, plain_text
from meetings.evidence.cards import EvidenceCard, cards_of
from meetings.evidence.data_plan_adapter import Contribution, brought_by
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.files.file_facts import file_facts, piece_facts
from meetings.evidence.files.load_media import load_items
from meetings.evidence.kind_specs import spec_of
from meetings.evidence.models import Evidence
from meetings.evidence.objections.objection_rows import objections_about
from meetings.evidence.page_urls import evidence_crumbs, evidence_url_kwargs
from meetings.evidence.permissions import is_open, may_add, may_edit, may_share
from meetings.evidence.sharing.confidentiality import confidentiality_reason
from meetings.evidence.sharing.readiness import agenda_item_id, agenda_item_title
from meetings.evidence.sharing.who_can_see import who_can_see
from meetings.evidence.visible_text import with_visible_text
from meetings.meeting.enums import CONVENED_STATES
from meetings.meeting.item import items_of
from meetings.meeting.pages import MeetingPage
from meetings.template.enums import Perspective
from meetings.units import access
from meetings.units.log_page_view import log_page_view
from meetings.units.url_prefixes import meeting_url_kwargs
from meetings.units.visible_rows import VisibleRows

#: Perspectives in the order of the enum; evidence without one comes last.
MAX_CARDS = 40  # in one form; when they are shared the next ones come
PERSPECTIVES = [*Perspective.values, ""]
#: The parts of a contribution in reading order, and those of its blocks; other blocks are words.
BLOCK_NAMES = ["photos", "figures", "films", "sounds", "words", "documents"]
PART_OF = {**{str(kind): spec.part for kind, spec in SPECS.items()}, "figures": "figures"}


def evidence_context(evidence: Evidence, user: AnyUser) -> dict[str, object]:
    """Return the context of the page of one piece of evidence, which is loaded with what it refers to
    (`evidence_or_404`).

    Keys: `evidence`, `parts`, `facts`, `audience`, `evidence_crumbs` and `action_urls`
    (what this person may do here, each a URL or "").
    """
    _log_reading(evidence, user)
    here = hidden_title(evidence) if evidence.is_hidden else evidence.title
    shown = figures_in(evidence.body) if not evidence.is_hidden else []
    return {
        **content_context(evidence),
        "file_facts": file_facts(evidence, user),
        "piece_facts": piece_facts(evidence, user),
        "objections": objections_about(evidence, user),
        "files_of_figures": _downloads(evidence) if shown else {},
        "confidential": confidentiality_reason(evidence) if shown else "",
        "crumbs": evidence_crumbs(evidence.meeting, (here, "")),
        "action_urls": action_urls(evidence, user),
    }


def _log_reading(evidence: Evidence, user: AnyUser) -> None:
    """Write the view log for shared text by which a child can be recognised.

    Drafts are seen by their writers only, and files are logged when they are fetched.
    """
    is_readable = evidence.is_shared and not evidence.is_hidden
    if is_readable and evidence.depicts_children == DepictsChildren.IDENTIFIABLE and plain_text(evidence.body):
        log_page_view(evidence, user, seen_in=ViewPlace.MEETING, evidence_id=evidence.pk)


def hidden_title(evidence: Evidence) -> str:
    """Return the heading shown in place of a hidden piece's title."""
    if evidence.emptied_on is not None:
        return _("Deleted")
    return _("Withdrawn") if evidence.withdrawn_at is not None else _("No longer shown")


def content_context(evidence: Evidence) -> dict[str, object]:
    """Return the context of the content itself, for readers and for the preview. A hidden piece shows none of its
    content."""
    if evidence.is_hidden:
        return {"evidence": evidence, "audience": who_can_see(evidence), "kind": EvidenceKind(evidence.kind).label,
                "hidden_title": hidden_title(evidence)}  # fmt: skip
    return {
        "evidence": evidence,
        "kind": EvidenceKind(evidence.kind).label,
        "parts": parts_of(evidence),
        "facts": facts_of(evidence),
        "audience": who_can_see(evidence),
    }


def parts_of(evidence: Evidence) -> list[tuple[str, list[BoundBlock]]]:
    """Return the blocks in reading order: what stands together, each with its name of BLOCK_NAMES. A story has the
    order of its writer, everything else that of BLOCK_NAMES.
    """
    named = [(PART_OF.get(block.block_type, "words"), block) for block in evidence.body]
    if not spec_of(evidence.kind).is_stream:
        named.sort(key=lambda pair: BLOCK_NAMES.index(pair[0]))
    return [(name, [block for _name, block in run]) for name, run in groupby(named, key=itemgetter(0))]


def _downloads(evidence: Evidence) -> dict[str, str]:
    where = evidence_url_kwargs(evidence)
    return {form: reverse("figures_download", kwargs={**where, "form": form}) for form in ("xlsx", "csv")}


def facts_of(evidence: Evidence) -> list[dict[str, object]]:
    """Return term and value of what is known about it, for the component definition_list; unknown ones are left out."""
    perspective = Perspective(evidence.perspective).label if evidence.perspective else ""
    facts = [
        (_("Agenda item"), agenda_item_title(evidence)),
        (_("Perspective"), perspective),
        (_("Data plan"), evidence.slot.what if evidence.slot else ""),
        (_("Initiative"), evidence.initiative.name if evidence.initiative else ""),
        (_("Goal or theme"), evidence.goal.name if evidence.goal else ""),
        (_("Where it is from"), evidence.source),
    ]
    return [{"term": term, "value": value} for term, value in facts if value]


def action_urls(evidence: Evidence, user: AnyUser) -> dict[str, str]:
    """Return the URLs of what `user` may do with it now; "" for what they may not or what is not possible."""
    where = evidence_url_kwargs(evidence)
    edits, shares = may_edit(user, evidence), may_share(user, evidence)
    opened, withdrawn = is_open(evidence), evidence.is_hidden
    allowed = {
        "edit": edits and opened,
        "hand_in": edits and not shares and opened and not evidence.is_shared and not evidence.handed_in_at,
        "preview": shares and opened and not evidence.is_shared,
        "share": shares and opened and not evidence.is_shared,
        "unshare": shares and opened and evidence.is_shared,
        "withdraw": shares and not withdrawn and evidence.was_ever_shared,
        "remove": edits and not evidence.was_ever_shared,
    }
    found = {name: reverse(f"evidence_{name}", kwargs=where) if yes else "" for name, yes in allowed.items()}
    if found["preview"] and evidence.handed_in_at is not None:
        found["preview"] = f"{reverse('handed_in', kwargs=meeting_url_kwargs(evidence.meeting))}#bidrag-{evidence.pk}"
    proposes = access.of(user).may(Right.PROPOSE_EXAMPLE, evidence.unit) and evidence.audience == Audience.MEETING
    sees_log = access.of(user).may(Right.SEE_VIEW_LOG, evidence.unit)
    found["seen_by"] = f"{reverse('view_log')}?fra={evidence.pk}" if sees_log else ""
    objects = access.of(user).may(Right.TAKE_OBJECTION, evidence.unit) and not withdrawn
    found["object"] = reverse("objection_to_piece", kwargs=where) if objects else ""
    proposes = proposes and not withdrawn and not confidentiality_reason(evidence)
    found["propose"] = reverse("example_from_evidence", kwargs=where) if proposes else ""
    return found


class EvidenceGroup(TypedDict):
    perspective: str
    cards: list[EvidenceCard]


class MeetingEvidence(TypedDict):
    """`evidence_items` by the id of the agenda item, `evidence_other` of no item of this agenda, `evidence_drafts` for
    those who gather. `evidence_share_url` (of what is handed over) and `evidence_add_url` are empty for those who
    cannot. `evidence_brought` as the data plan counts it."""

    evidence_items: dict[str, list[EvidenceGroup]]
    evidence_other: list[EvidenceGroup]
    evidence_drafts: list[EvidenceCard]
    evidence_share_url: str
    evidence_count: int
    evidence_hidden: list[str]
    evidence_brought: list[Contribution]
    evidence_add_url: str


def meeting_evidence(meeting: MeetingPage, user: AnyUser) -> MeetingEvidence:
    """Return the context of the evidence on the meeting's page. The number of queries does not grow with the
    evidence."""
    pieces = _pieces(meeting, user)
    cards = cards_of(pieces, today=timezone.localdate())
    shared = [card for card in cards if not card.is_draft]
    by_item = _by_item(meeting, shared)
    other = by_item.pop("", [])
    drafts = [card for card in cards if card.is_draft]
    shares = access.of(user).may(Right.SHARE_EVIDENCE, meeting.unit) and any(card.handed_in_at for card in drafts)
    adds = may_add(user, meeting) and meeting.accepts_evidence
    return {
        "evidence_items": {key: _by_perspective(found) for key, found in by_item.items()},
        "evidence_other": _by_perspective(other),
        "evidence_drafts": drafts,
        "evidence_share_url": reverse("handed_in", kwargs=meeting_url_kwargs(meeting)) if shares else "",
        "evidence_count": len(shared),
        "evidence_hidden": hidden_pieces(meeting, user),
        "evidence_brought": brought_by(pieces),
        "evidence_add_url": reverse("evidence_new", kwargs=meeting_url_kwargs(meeting)) if adds else "",
    }


def shared_by_item(meeting: MeetingPage, user: AnyUser) -> dict[str, list[EvidenceCard]]:
    """Return the cards of what is shared with the meeting, by agenda item id and in it by perspective."""
    cards = cards_of(_pieces(meeting, user), today=timezone.localdate())
    found = _by_item(meeting, [card for card in cards if not card.is_draft])
    return {key: [card for group in _by_perspective(among) for card in group["cards"]] for key, among in found.items()}


def _pieces(meeting: MeetingPage, user: AnyUser) -> list[Evidence]:
    """The evidence of the meeting that `user` may see, with the meeting and the agenda items as loaded."""
    pieces: list[Evidence] = _visible.objects(user, meeting=meeting.pk)
    items = {row.pk: row for row in items_of(meeting).values()}
    for evidence in pieces:
        evidence.meeting, evidence.unit, evidence.item = meeting, meeting.unit, items.get(evidence.item_id or 0)
    return pieces


def _of_meeting(user: AnyUser) -> QuerySet[Evidence]:
    here = access.visible_to(user, Evidence).filter(with_visible_text(), meeting=Parameter("meeting", BigAutoField()))
    rows: QuerySet[Evidence] = here.select_related("owner", "slot").order_by("shared_at", "pk")
    return rows.defer("slot__reminded_at").defer("owner__password")


_visible = VisibleRows(_of_meeting)


def _by_item(meeting: MeetingPage, cards: list[EvidenceCard]) -> dict[str, list[EvidenceCard]]:
    """The cards by the id of their item in this agenda, "" for the others."""
    known = {str(item.id) for item in meeting.agenda_items}
    by_item: dict[str, list[EvidenceCard]] = {}
    for card in cards:
        key = agenda_item_id(card.evidence)
        by_item.setdefault(key if key in known else "", []).append(card)
    return by_item


def hidden_pieces(meeting: MeetingPage, user: AnyUser) -> list[str]:
    """Return placeholder texts for shared evidence that is now hidden: what it was and since when, suitable for every
    reader.

    Empty for people who may not see shared evidence.
    """
    person = access.of(user)
    convened = meeting.state in CONVENED_STATES
    if not person.may(Right.SEE_PLANNED_MEETING, meeting.unit) and not (
        convened and person.may(Right.SEE_SHARED_EVIDENCE, meeting.unit)
    ):
        return []
    return [evidence.hidden_words for evidence in _hidden.objects(meeting=meeting.pk)]


_hidden = CompiledQuery(
    lambda: (
        Evidence.objects.filter(meeting=Parameter("meeting", BigAutoField()), withdrawn_at__isnull=False)
        .exclude(audience_when_hidden__in=["", Audience.UNIT])
        .defer("body", "handed_in_at")
        .order_by("withdrawn_at", "pk")
    )
)


def _by_perspective(cards: list[EvidenceCard]) -> list[EvidenceGroup]:
    groups: list[EvidenceGroup] = []
    for perspective in PERSPECTIVES:
        found = [card for card in cards if card.evidence.perspective == perspective]
        if found:
            groups.append({"perspective": found[0].perspective, "cards": found})
    return groups


def drafts_of(meeting: MeetingPage, user: AnyUser) -> list[EvidenceCard]:
    """Return the meeting's drafts that `user` may see, latest revision first."""
    if not access.of(user).may(Right.SEE_DRAFT_EVIDENCE, meeting.unit):
        return []
    rows = access.visible_to(user, Evidence).filter(with_visible_text(), meeting=meeting, audience=Audience.UNIT)
    pieces = list(rows.select_related("owner", "slot").defer("slot__reminded_at").order_by("-changed_at", "-pk"))
    for evidence in pieces:
        evidence.meeting, evidence.unit = meeting, meeting.unit
    return [_with_action_url(card, user) for card in cards_of(pieces, today=timezone.localdate())]


def handed_in_to(meeting: MeetingPage, user: AnyUser) -> list[tuple[EvidenceCard, list[MediaItem]]]:
    """Return what waits for the leaders of the meeting's unit, longest waiting first, with all files of each piece in
    reading order. The number of queries does not grow with them.
    """
    rows = access.visible_to(user, Evidence).filter(
        with_visible_text(), meeting=meeting, audience=Audience.UNIT, handed_in_at__isnull=False
    )
    pieces = list(
        rows.select_related("owner", "slot").defer("slot__reminded_at").order_by("handed_in_at", "pk")[:MAX_CARDS]
    )
    items = {row.pk: row for row in items_of(meeting).values()}
    for evidence in pieces:
        evidence.meeting, evidence.unit, evidence.item = meeting, meeting.unit, items.get(evidence.item_id or 0)
    files = load_items(file for evidence in pieces for file in files_in(evidence.body))
    return [
        (card, [files[file.pk] for file in files_in(card.evidence.body) if file.pk in files])
        for card in cards_of(pieces, today=timezone.localdate())
    ]


def _with_action_url(card: EvidenceCard, user: AnyUser) -> EvidenceCard:
    """Add the deletion URL to the card of an empty draft, for those who may delete it."""
    if not card.is_empty or not may_edit(user, card.evidence):
        return card
    return replace(card, remove_url=reverse("evidence_remove", kwargs=evidence_url_kwargs(card.evidence)))
