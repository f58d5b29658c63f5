"""Change an example, or submit it again."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusals
from meetings.evidence.sharing.confidentiality import require_not_confidential
from meetings.forum.building.sources import source_evidence
from meetings.forum.chosen_media import choose_media, write_media_rows
from meetings.forum.enums import ExampleState
from meetings.forum.example_data import (
    ExampleData,
    apply_example_data,
    require_no_withdrawn_wish,
    require_shared,
    set_excerpts,
)
from meetings.forum.example_versions import bump_example_version, save_with_revision
from meetings.forum.notifications import notify_waiting
from meetings.forum.pages import ExamplePage
from meetings.moderation.start_moderation import start_moderation
from meetings.units import access

EDITABLE_STATES = (ExampleState.DRAFT, ExampleState.PROPOSED, ExampleState.RETURNED, ExampleState.TAKEN_DOWN)


def edit_example(
    *,
    example: ExamplePage,
    data: ExampleData,
    bases: Mapping[UUID, str],
    expected_version: int,
    by: User,
    texts: Mapping[str, str] | None = None,
) -> ExamplePage:
    """Change the example: a draft is proposed. An example that was sent back or taken down becomes PROPOSED again and
    waits for clearance like a new one.

    `texts` are the words of excerpts by the id of their block; an emptied one is taken out, and evidence without words
    keeps its files. Raises NotAllowed, ConfidentialFigures, SourceNotShared, ExampleTooShort, QuotesWithdrawnWish,
    NotForTheForum, AlreadyDone.
    """
    if not access.of(by).may(Right.PROPOSE_EXAMPLE, example.unit):
        raise NotAllowed(_("Only the unit's leaders change its example."))
    wrong = Refusals()
    with wrong.collect():
        for piece in source_evidence(example):
            require_not_confidential(piece)
            require_shared(piece)
    with wrong.collect():
        data.require_all_parts(is_built=bool(example.body))
    with transaction.atomic():
        was = ExamplePage.objects.values_list("state", flat=True).get(pk=example.pk)
        current = bump_example_version(
            example, expected_version=expected_version, states=EDITABLE_STATES, state=ExampleState.PROPOSED,
            proposed_by=by, proposed_at=timezone.now(), return_reason="", go_live_at=None,
        )  # fmt: skip
        apply_example_data(current, data)
        set_excerpts(current, texts or {})
        with wrong.collect():
            require_no_withdrawn_wish(current)
        keys: list[UUID] = []
        with wrong.collect():
            keys = choose_media(current, bases, by=by)
        wrong.raise_any()
        save_with_revision(current, by=by)
        write_media_rows(current, keys)
        audit.record("example.edited", current, by=by, unit_id=current.unit_id, media=len(keys))
        step = start_moderation(current, by=by)
        if was != ExampleState.PROPOSED:
            notify_waiting(current, step, by)
    return current
