"""`manage.py roles_documentation [--write | --check]`."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.roles_documentation import PATH, document


class Command(BaseCommand):
    help = "Prints docs/roles-and-permissions.md generated from the matrix of roles; writes it, or checks it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true")
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: object, **options: object) -> None:
        if options["write"]:
            PATH.parent.mkdir(parents=True, exist_ok=True)
            PATH.write_text(document(), encoding="utf-8")
        elif options["check"]:
            if not PATH.exists() or PATH.read_text(encoding="utf-8") != document():
                raise CommandError(f"docs/{PATH.name} is not up to date with roles.py: make roles-documentation")
        else:
            self.stdout.write(document(), ending="")
