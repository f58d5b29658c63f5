"""Propose an example for the lederforum."""

import secrets
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusals
from foundation.text.danish_slug import danish_slug
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.confidentiality import require_not_confidential
from meetings.forum.chosen_media import choose_media, write_media_rows
from meetings.forum.enums import ExampleState
from meetings.forum.example_data import ExampleData, apply_example_data, require_shared
from meetings.forum.notifications import notify_waiting
from meetings.forum.pages import ExamplePage, ForumPage
from meetings.moderation.start_moderation import start_moderation
from meetings.units import access


def propose_example(
    *,
    evidence: Evidence,
    data: ExampleData,
    bases: Mapping[UUID, str],
    by: User,
) -> ExamplePage:
    """Create an example that waits for clearance, from shared evidence of one's own unit.

    `bases` says which photos, films and recordings of the evidence are shown, and on what legal basis for the
    lederforum. Raises NotAllowed, SourceNotShared, ConfidentialFigures, ExampleTooShort, NotForTheForum; then nothing
    is stored.
    """
    unit = evidence.unit
    if not access.of(by).may(Right.PROPOSE_EXAMPLE, unit) or not access.may_see(by, evidence):
        raise NotAllowed(_("Only the unit's leaders propose examples."))
    require_shared(evidence)
    wrong = Refusals()
    with wrong.collect():
        require_not_confidential(evidence)
    with wrong.collect():
        data.require_all_parts()
    with transaction.atomic():
        example = ExamplePage(
            slug=f"{danish_slug(data.title, max_length=60) or 'eksempel'}-{secrets.token_hex(3)}",
            unit=unit,
            unit_kind=unit.kind,
            school_year=evidence.meeting.cycle.school_year,
            evidence=evidence,
            state=ExampleState.PROPOSED,
            proposed_by=by,
            proposed_at=timezone.now(),
            owner=by,
            live=False,
        )
        apply_example_data(example, data)
        keys: list[UUID] = []
        with wrong.collect():
            keys = choose_media(example, bases, by=by)
        wrong.raise_any()
        forum = ForumPage.objects.select_for_update().get()
        forum.add_child(instance=example)
        write_media_rows(example, keys)
        example.save_revision(user=by, clean=False)
        audit.record("example.proposed", example, by=by, unit_id=unit.pk, media=len(keys))
        notify_waiting(example, start_moderation(example, by=by), by)
    return example
