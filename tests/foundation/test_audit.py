"""Events in the log can't be changed or deleted."""

import pytest

from foundation import audit
from foundation.audit import AuditEvent
from foundation.audit_seal.sealed_log import AppendOnlyError
from tests import factories

pytestmark = pytest.mark.django_db


def test_events_cannot_be_changed_or_deleted() -> None:
    person = factories.user()
    event = audit.record("tried", person, by=person, unit_id=7, state="x")
    event.action = "never.happened"
    for act in (
        event.save,
        event.delete,
        AuditEvent.objects.all().delete,
        lambda: AuditEvent.objects.update(action="never.happened"),
        lambda: AuditEvent.objects.bulk_update([event], ["action"]),
    ):
        with pytest.raises(AppendOnlyError):
            act()
    kept = AuditEvent.objects.get(pk=event.pk)
    assert (kept.action, kept.actor, kept.unit_id, kept.data) == ("tried", person, 7, {"state": "x"})
