"""`manage.py sweep_media [--dry-run]`, for a nightly job."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from media.ingest.delete_orphans import delete_orphans
from media.uploading.delete_abandoned import delete_abandoned_uploads


class Command(BaseCommand):
    help = "Removes files that killed processes left behind, and names items whose files are missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        swept = delete_orphans(now=timezone.now(), dry_run=options["dry_run"])
        self.stdout.write(f"{swept.rooms} half-taken uploads and {swept.orphans} folders without a row removed")
        uploads = delete_abandoned_uploads(now=timezone.now(), dry_run=options["dry_run"])
        self.stdout.write(f"{uploads} uploads that nobody went on with removed")
        for name in swept.lost:
            self.stderr.write(f"files are missing: {name}")
