"""`manage.py shared_folders [--adopt]`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from media.shared_folders import folders, mark


class Command(BaseCommand):
    help = "Marks the folders that web server and workers share, so that each can see that it has the right ones."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--adopt", action="store_true", help="the folders of this machine are the right ones, though unmarked"
        )

    def handle(self, *args: object, **options: Any) -> None:
        if left := mark(adopt=options["adopt"]):
            raise CommandError(" ".join(left) + " Mount it. Only if it is gone for good: shared_folders --adopt")
        names = ", ".join(str(folder) for folder in folders().values())
        self.stdout.write(f"Shared folders: {names or 'none, everything shared is in the bucket'}")
