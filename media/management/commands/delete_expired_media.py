"""`manage.py delete_expired_media [--dry-run]`: for a nightly job."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from media.privacy.delete_expired import delete_expired


class Command(BaseCommand):
    help = "Deletes photos, films, sound recordings and documents that have passed their date, files and all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *args: Any, **options: Any) -> None:
        deleted = delete_expired(today=timezone.localdate(), dry_run=options["dry_run"])
        for kind, count in deleted.counts.items():
            self.stdout.write(f"{kind}: {count}")
