"""`manage.py rebuild_search`: rebuild all search entries from the objects they describe."""

from django.core.management.base import BaseCommand

from meetings.search.rebuild import rebuild_entries


class Command(BaseCommand):
    help = "Makes every searched text anew from the things themselves, for example after a restored backup."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(str(rebuild_entries()))
