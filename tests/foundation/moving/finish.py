"""python -m tests.foundation.moving.finish FILE: go on with a move that was killed, and look at the result.

Prints JSON: what the commands said with their exit codes, what people see, and what the database refuses.
"""

import io
import json
import sys
from typing import Any

from tests.foundation.moving.fill import look, set_up


def main(file: str) -> dict[str, Any]:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError, call_command
    from django.db import Error, connection, transaction
    from django.utils import timezone

    from accounts.user import User
    from foundation import audit
    from foundation.audit import AuditEvent
    from foundation.audit_seal.seal_block import WaitingRow
    from foundation.infrastructure.startup_checks import require_ready
    from foundation.task_queue.claims import unfinished
    from foundation.task_queue.on_procrastinate.jobs import defer_missing

    def run(*options: str) -> tuple[int, str]:
        said = io.StringIO()
        try:
            call_command("move_database", "--from", file, *options, stdout=said)
        except CommandError as error:
            return error.returncode, f"{said.getvalue()}{error}"
        return 0, said.getvalue()

    def refuses(statement: str) -> bool:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except Error:
            return True
        return False

    found: dict[str, Any] = {}
    try:
        require_ready()
    except ImproperlyConfigured as error:
        found["half"] = str(error)
    found["again"] = run()
    found["same"] = run("--check")
    found["look"] = look()
    found["refuses"] = {
        "log": refuses("UPDATE foundation_auditevent SET action = 'x'"),
        "relation": refuses("UPDATE meetings_agreement SET meeting_id = 999999"),
    }
    found["without_job"] = unfinished().count(), defer_missing(timezone.now()), defer_missing(timezone.now())
    waiting = WaitingRow.objects.count()
    audit.record("after", User.objects.first(), by=None)
    found["waits"] = WaitingRow.objects.count() - waiting
    found["next"] = User.objects.create(email="ny@example.dk", name="Ny").pk
    found["number"] = AuditEvent.objects.order_by("-pk").first().pk
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = 'Anden' WHERE id = 3")
        cursor.execute("DELETE FROM wagtailcore_pagelogentry WHERE id = 1")
    found["changed"] = run("--check")
    found["content"] = run()
    return found


if __name__ == "__main__":
    set_up()
    print(json.dumps(main(sys.argv[1])))
