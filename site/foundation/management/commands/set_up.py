"""`manage.py set_up`: everything needed to start a server from a checkout with its packages installed."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from foundation.assets.collect_static import collect_if_changed
from foundation.refresh_statistics import refresh_statistics


class Command(BaseCommand):
    help = "Fetches assets, compiles the Danish catalogue, migrates, sets up shared folders, collects static files."
    requires_system_checks: list[str] = []  # runs before there is a database

    def handle(self, *args: object, **options: object) -> None:
        call_command("setup_assets", stdout=self.stdout)
        call_command("danish", "compile", stdout=self.stdout)
        Path(settings.DATA_DIR).mkdir(mode=0o700, parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
        refresh_statistics()
        self.stdout.write("The tables are up to date")
        call_command("shared_folders", stdout=self.stdout)
        try:
            call_command("bucket_rules", stdout=self.stdout)
        except CommandError as problem:  # some stores take no rules; the nightly work deletes the same
            self.stderr.write(str(problem))
        collected = collect_if_changed()
        self.stdout.write("Static files collected" if collected else "Static files already collected")
