"""What the main pages cost in the database of the settings, filled by tests.bench.large: one line of JSON."""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

PROJECT_ROOT = Path(__file__).resolve().parents[2]
ROUNDS, REPEAT = 7, 3
Work = Callable[[], object]


def main() -> None:
    sys.path[:0] = [str(PROJECT_ROOT), str(PROJECT_ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    import django

    django.setup()
    only = sys.argv[1:]
    works = [(name, work) for name, work in _works() if not only or any(word in name for word in only)]
    print(json.dumps({name: _cost(name, work) for name, work in works}))


def _works() -> Iterator[tuple[str, Work]]:
    from django.conf import settings
    from django.test import Client

    from tests.bench import large_pages

    for name, person, address in large_pages.pages():
        client = Client()
        if person is not None:
            client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])

        def ask(client: Client = client, address: str = address) -> object:
            response: Any = client.get(address)
            assert response.status_code == 200, (address, response.status_code)
            return b"".join(response.streaming_content) if response.streaming else response.content

        yield name, ask
    yield "submit and approve", large_pages.submit_and_approve


def _cost(name: str, work: Work) -> tuple[int, float]:
    """Statements, and the median of ROUNDS of the milliseconds of processor time that one call takes."""
    from django.db import connection

    statements = 0

    def count(execute: Any, *arguments: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(*arguments)

    work(), work()
    with connection.execute_wrapper(count):
        work()
    spent = []
    for _round in range(ROUNDS):
        began = _processor_seconds()
        for _time in range(REPEAT):
            work()
        spent.append((_processor_seconds() - began) * 1000 / REPEAT)
        if spent[0] > 1000:  # ms: one round says enough
            break
    print(f"{name:<44} {statements:4} {statistics.median(spent):9.1f}", file=sys.stderr, flush=True)
    return statements, statistics.median(spent)


def _processor_seconds() -> float:
    """Of this process, and of the one that PostgreSQL has for it on this machine."""
    from django.db import connection

    own = time.process_time()
    if connection.vendor != "postgresql":
        return own
    connection.ensure_connection()
    backend = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return own + int(backend.read_text().split()[0]) / 1e9


if __name__ == "__main__":
    main()
