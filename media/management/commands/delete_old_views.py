"""`manage.py delete_old_views`, for a nightly job."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from media.view_log.delete_old_entries import delete_old_views


class Command(BaseCommand):
    help = "Deletes what the view log has kept for the time set (LAERINGSRUM_VIEW_LOG_MONTHS)."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(str(delete_old_views(timezone.localdate().isoformat())))
