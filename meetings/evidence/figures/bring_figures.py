"""Add figures: create a draft of the unit with a dataset in it."""

from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.user import User
from foundation import audit
from meetings.evidence.body import ShownFigures, figures_in, put, raw_of, with_figures
from meetings.evidence.contribution.create_evidence import create_evidence
from meetings.evidence.contribution.titles import suggested_title
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.pages import EvidencePage
from meetings.evidence.versions import claim, keep
from meetings.figures.models import Dataset
from meetings.figures.save_figures import Facts, write
from meetings.figures.table import Table
from meetings.meeting.pages import MeetingPage


def bring_figures(
    *,
    meeting: MeetingPage,
    facts: Facts,
    table: Table,
    by: User,
    today: date,
    agenda_item: UUID | None = None,
    form_key: str = "",
) -> EvidencePage:
    """Create a draft with the figures as they may be shown; suppressed numbers are stored nowhere.

    A form sent twice adds them once. Raises NotAllowed, GatheringIsOver, MinimumLowered, TooFewAnswers, HoldsCpr; then
    nothing is stored.
    """
    with transaction.atomic():
        evidence = create_evidence(
            meeting=meeting, kind=EvidenceKind.FIGURES, by=by, today=today, agenda_item=agenda_item, form_key=form_key
        )
        if figures_in(evidence.body.raw_data):
            return evidence
        current = claim(evidence, None)
        dataset = Dataset(unit_id=current.unit_id, meeting_id=current.meeting_id, evidence=current, created_by=by)
        write(dataset, facts, table, by=by)
        put(current, with_figures(raw_of(current), ShownFigures(dataset.pk)))
        current.title = dataset.title or suggested_title(current.kind, current.body.raw_data, today)
        keep(current, by=by)
        audit.record(
            "evidence.figures_added", current, by=by, unit_id=current.unit_id, dataset=dataset.pk, kind=facts.type.kind
        )
    return current
