"""`manage.py verify_audit [--json] [--head FILE]`."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit_seal.heads import kept_heads, read_heads
from foundation.audit_seal.verify import verify


class Command(BaseCommand):
    help = "Verifies the log of acts and views, its chain, and the approved minutes. Exits with 1 when it is not whole."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print an object instead of sentences")
        parser.add_argument(
            "--head", action="append", default=[], metavar="FILE", help="a file or saved mail with heads that were sent"
        )

    def handle(self, *args: object, **options: Any) -> None:
        heads = self._heads(options["head"])
        found = verify(now=timezone.now(), heads=heads)
        if options["json"]:
            findings = [{**one.as_plain(), "sentence": one.sentence} for one in found.findings]
            said = {"whole": not findings, "blocks": found.blocks, "rows": found.rows, "heads": len(heads)}
            self.stdout.write(json.dumps({**said, "findings": findings}, ensure_ascii=False))
        else:
            for finding in found.findings:
                self.stdout.write(finding.sentence)
            facts = {"blocks": found.blocks, "rows": found.rows, "heads": len(heads), "count": len(found.findings)}
            if not found.findings:
                self.stdout.write(
                    _("The log is intact: %(rows)s rows in %(blocks)s blocks, compared with %(heads)s heads.") % facts
                )
        if found.findings:
            raise CommandError(_("The log is not intact. Findings: %(count)s") % {"count": len(found.findings)})

    def _heads(self, files: list[str]) -> dict[int, str]:
        try:
            found = kept_heads()
            for name in files:
                heads = read_heads(Path(name).read_text(errors="replace"))
                if not heads:
                    raise CommandError(_("There is no head in %(file)s.") % {"file": name})
                found |= heads
        except OSError as error:
            raise CommandError(_("%(file)s cannot be read.") % {"file": error.filename}) from None
        return found
