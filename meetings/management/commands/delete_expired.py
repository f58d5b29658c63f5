"""`manage.py delete_expired [--dry-run]`: delete expired files, as a nightly job; the dry run only counts."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from meetings.evidence.retention.delete_expired_evidence import delete_expired_evidence


class Command(BaseCommand):
    help = "Deletes photos, films, sound and documents that have passed their date: files, rows and references."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *args: object, **options: Any) -> None:
        deleted = delete_expired_evidence(today=timezone.localdate(), dry_run=options["dry_run"])
        for kind, count in deleted.counts.items():
            self.stdout.write(f"{kind}: {count}")
        self.stdout.write(f"kept for the archive: {deleted.kept}")
