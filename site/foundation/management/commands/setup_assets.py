"""`manage.py setup_assets`: fetch the front-end assets and copy the files that pages use."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.assets.npm_assets import AssetsError, install_assets


class Command(BaseCommand):
    help = "Fetches the front-end assets named in package-lock.json. Quick when nothing has changed."
    requires_system_checks: list[str] = []  # runs before there is a database

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="fetch again even when nothing has changed")

    def handle(self, *args: object, **options: Any) -> None:
        try:
            outcome = install_assets(
                checkout=Path(settings.BASE_DIR), target=Path(settings.SITE_DIR) / "assets", force=options["force"]
            )
        except AssetsError as error:
            raise CommandError(str(error)) from error
        word = "fetched" if outcome.fetched else "already in place"
        self.stdout.write(f"{outcome.files} front-end assets {word}")
