"""Rows for the pages about objections, with neutral descriptions for people who may not see the item itself."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.text.danish_formats import format_date
from media.media_item import MediaItem
from media.privacy.objection import Objection, ObjectionQuerySet
from media.privacy.placeholder_text import sentence_subject
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from meetings.evidence.page_urls import evidence_url_kwargs
from meetings.evidence.sharing.readiness import agenda_item_title
from meetings.meeting.pages import MeetingPage
from meetings.units import access


@dataclass(frozen=True)
class NeutralFile:
    """One file without its content: what it is and when it was added. `url` is where to object."""

    what: str
    brought: datetime
    hidden: str
    url: str


@dataclass(frozen=True)
class NeutralPiece:
    """One piece of evidence without its content. `title` is empty for people who may not see the piece."""

    what: str
    when: date | None
    agenda_item: str
    title: str
    hidden: str
    url: str
    files: list[NeutralFile]


def neutral_pieces(meeting: MeetingPage, user: AnyUser) -> list[NeutralPiece]:
    """Return what others than the unit may have seen of `meeting`, numbered, without any text that somebody wrote.

    People who see the unit's drafts find these too. The number of queries does not grow with the evidence.
    """
    rows = Evidence.objects.filter(meeting=meeting)
    if not access.of(user).may(Right.SEE_DRAFT_EVIDENCE, meeting.unit):
        rows = rows.filter(shared_at__isnull=False)
    pieces = list(rows.select_related("item").order_by("pk"))
    seen = set(access.visible_to(user, Evidence).filter(meeting=meeting).values_list("pk", flat=True))
    files: dict[int, list[MediaItem]] = {}
    for item in MediaItem.objects.filter(evidence__in=[evidence.pk for evidence in pieces]).in_order():
        files.setdefault(item.evidence_id or 0, []).append(item)
    found = []
    for evidence in pieces:
        evidence.meeting, evidence.unit = meeting, meeting.unit
        found.append(_piece(evidence, files.get(evidence.pk, []), evidence.pk in seen))
    return found


def _piece(evidence: Evidence, files: list[MediaItem], is_seen: bool) -> NeutralPiece:
    where = evidence_url_kwargs(evidence)
    return NeutralPiece(
        what=str(EvidenceKind(evidence.kind).label),
        when=timezone.localdate(evidence.shared_at) if evidence.shared_at else evidence.observed_on,
        agenda_item=agenda_item_title(evidence),
        title=evidence.title if is_seen and not evidence.is_hidden else "",
        hidden=evidence.hidden_words,
        url="" if evidence.is_hidden else reverse("objection_to_piece", kwargs=where),
        files=[
            NeutralFile(
                what=f"{item.get_kind_display().capitalize()} {number}",
                brought=item.created_at,
                hidden=item.hidden_words if item.is_withdrawn else "",
                url="" if item.is_withdrawn else reverse("objection_to_file", kwargs={**where, "key": item.key}),
            )
            for number, item in enumerate(files, start=1)
        ],
    )


@dataclass(frozen=True)
class ObjectionRow:
    """One objection, as used by the component task_list."""

    url: str
    what: str
    context: str
    when: str
    is_open: bool
    waits: bool
    late: bool = False


def objections_for(user: AnyUser, rows: ObjectionQuerySet | None = None) -> list[ObjectionRow]:
    """Return the objections that `user` may see, undecided ones first, then the newest. Two queries."""
    found = list(access.visible_to(user, Objection, rows)[:200])
    pieces = {
        evidence.pk: evidence
        for evidence in Evidence.objects.filter(pk__in={one.evidence_id for one in found})
        .defer("body")
        .select_related("unit__area", "meeting__cycle")
    }
    listed = [_row(one, pieces[one.evidence_id]) for one in found if one.evidence_id in pieces]
    return sorted(listed, key=lambda row: not row.waits)


def _row(objection: Objection, evidence: Evidence) -> ObjectionRow:
    return ObjectionRow(
        url=reverse("objection", args=[objection.pk]),
        what=f"{objection.get_kind_display()}: {sentence_subject(objection.item_kind)}",
        context=_("%(unit)s, %(year)s. Registered on %(when)s.")
        % {
            "unit": evidence.unit.title,
            "year": evidence.meeting.cycle.school_year,
            "when": format_date(objection.registered_at),
        },
        when=objection.get_decision_display(),
        is_open=objection.is_open,
        waits=objection.is_open and not objection.is_decided,
    )


def objections_about(evidence: Evidence, user: AnyUser) -> list[ObjectionRow]:
    """Return all objections to the piece and its files, for those who may register one."""
    if not access.of(user).may(Right.TAKE_OBJECTION, evidence.unit):
        return []
    return [_row(one, evidence) for one in Objection.objects.filter(evidence=evidence.pk)]


def objection_facts(objection: Objection, evidence: Evidence, user: AnyUser) -> list[dict[str, str]]:
    """Return term, value and URL of the facts about an objection, for the component definition_list."""
    is_seen = access.may_see(user, evidence)
    what = _("%(what)s in a contribution of the kind “%(kind)s”") if objection.item_key else "%(what)s, “%(kind)s”"
    facts = [
        (
            _("What it is about"),
            what % {"what": sentence_subject(objection.item_kind), "kind": EvidenceKind(evidence.kind).label},
            evidence.get_url() if is_seen else "",
        ),
        (_("Where"), f"{evidence.unit.title} · {evidence.meeting.cycle.school_year}", ""),
        (_("Agenda item"), agenda_item_title(evidence), ""),
        (_("What was received"), objection.get_kind_display(), ""),
        (_("From"), objection.get_objector_display() if objection.objector else "", ""),
        (_("Received"), format_date(objection.received_on), ""),
        (
            _("Registered"),
            _("%(date)s by %(name)s")
            % {"date": format_date(objection.registered_at), "name": str(objection.registered_by)},
            "",
        ),
        (_("Reason"), objection.reason, ""),
        (_("Decision"), objection.get_decision_display(), ""),
        (
            _("Decided"),
            _("%(date)s by %(name)s") % {"date": format_date(objection.decided_at), "name": str(objection.decided_by)}
            if objection.decided_at and objection.decided_by
            else _("%(date)s, when its date of deletion came") % {"date": format_date(objection.decided_at)}
            if objection.decided_at
            else "",
            "",
        ),
        (_("Why it is shown again"), objection.restore_reason, ""),
    ]
    return [{"term": str(term), "value": str(value), "url": url} for term, value, url in facts if value]


def count_other_open(objection: Objection) -> int:
    """Return how many other open objections hide the same item."""
    return (
        Objection.objects.open().covering(objection.item_key, objection.evidence_id).exclude(pk=objection.pk).count()
        if objection.item_key
        else Objection.objects.open()
        .filter(evidence=objection.evidence_id, item_key=None)
        .exclude(pk=objection.pk)
        .count()
    )


def is_gone_for_good(objection: Objection, evidence: Evidence) -> bool:
    """Return whether the item is deleted or past its date, so that it is not shown again whatever is decided."""
    if evidence.is_past or objection.item_key is None:
        return evidence.is_past
    item = MediaItem.objects.of_evidence(evidence).filter(key=objection.item_key).first()
    return item is None or item.is_past
