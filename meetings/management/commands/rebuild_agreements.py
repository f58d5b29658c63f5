"""`manage.py rebuild_agreements`: recreate missing agreements from the approved minutes."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from meetings.agreements.rebuild_agreements import rebuild_agreements


class Command(BaseCommand):
    help = "Makes the rows of agreements again from the approved minutes. Status and notes are left alone."

    def handle(self, *args: object, **options: object) -> None:
        done = rebuild_agreements(today=timezone.localdate())
        self.stdout.write(f"{done.records} approved minutes, {done.missing} missing agreements made again.")
        if done.unknown:
            self.stdout.write(f"{done.unknown} agreements stand in no approved minutes; they were left alone.")
