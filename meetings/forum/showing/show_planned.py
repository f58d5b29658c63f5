"""Show the examples whose day has come."""

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail.models import Revision

from foundation.errors import Refusal
from meetings.evidence.sharing.confidentiality import require_not_confidential
from meetings.forum.chosen_media import require_still_allowed
from meetings.forum.pages import ExamplePage
from meetings.forum.revoke_clearance import revoke_clearance


@task(queue_name="nightly")
def show_planned(day: str) -> int:
    """Publish what Wagtail has noted for this day or earlier, as its `publish_scheduled` does, after asking again what
    was asked at the clearance. What may not be shown any more waits for clearance again. `day` is an ISO date. Returns
    how many are shown."""
    due = Revision.objects.filter(approved_go_live_at__lte=timezone.now())
    rows = ExamplePage.objects.filter(pk__in=[int(pk) for pk in due.values_list("object_id", flat=True)])
    return sum(_show(pk) for pk in rows.order_by("go_live_at", "pk").values_list("pk", flat=True))


def _show(pk: int) -> bool:
    with transaction.atomic():
        example = ExamplePage.objects.select_for_update(of=("self",)).get(pk=pk)
        noted = example.revisions.filter(approved_go_live_at__lte=timezone.now()).first()
        if noted is None:
            return False
        try:
            require_still_allowed(example)
            require_not_confidential(example.evidence)
            noted.publish(log_action="wagtail.publish.scheduled")
        except Refusal:
            example.unschedule()
            revoke_clearance(ExamplePage.objects.filter(pk=pk), by=None)
            return False
    return True
