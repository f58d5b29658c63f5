"""What people see of an installation: which texts that people wrote are on which page, for one account of each role.

`record` is run once, with the code of the landing whose database is kept (`make` below); `missing` after an upgrade.

    python -m tests.upgrade.seen make DATABASE MOMENT FOLDER    # fills empty tables, and writes previous.* there
    python -m tests.upgrade.seen after DATABASE FOLDER          # migrates, visits, and prints JSON
"""

import gc
import json
import lzma
import os
import re
import sqlite3
import sys
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.upgrade.fill import fill

PROJECT_ROOT = Path(__file__).resolve().parents[2]
#: The demo's accounts, one of each role.
ACCOUNTS = (
    "redaktor", "administrator", "chef-skoler", "konsulent", "leder-skovskolen", "team-skovskolen",
    "medarbejder-skovskolen", "bestyrelse-skovskolen",
)  # fmt: skip
#: Pages of one account, and those of one view or page type.
PAGES, ALIKE = 13, 2
#: Shorter texts are also words of the application.
MIN_TEXT_LENGTH = 15
OF_PEOPLE = ("meetings_", "media_mediaitem", "snippets_", "accounts_user", "wagtailcore_page")
NEVER = ("/konto/", "/medier/", "/redaktion/", "/kalender/", "/privatliv/", "/tilgaengelighed/")
#: Forms in which nobody has written yet.
EMPTY_FORMS = ("/ny/", "/importer/", "/fjern/", "/se-som/", "/dokumenter/")
FIRST = ("/", "/skoler/skovskolen/2025/referat/", "/skoler/skovskolen/2025/", "/skoler/skovskolen/2026/")
#: SQLite's own, the full-text index, and sessions, which a migration may end.
NOT_ROWS = ("sqlite_", "wagtailsearch_indexentry_fts", "accounts_session")

Seen = dict[str, dict[str, list[int]]]


def begin(database: str, moment: str) -> None:
    """Django with the tests' settings on a SQLite file, at a moment that does not move."""
    sys.path[:0] = [str(PROJECT_ROOT), str(PROJECT_ROOT / "site")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    import time_machine

    time_machine.travel(moment, tick=False).start()
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    reduce_garbage_collection()


def reduce_garbage_collection() -> None:
    """Save a sixth of the time of a migration, in which every operation renders the classes of all models again."""
    gc.freeze()
    gc.set_threshold(7_000)


def texts_of(database: str) -> list[str]:
    """What people wrote, from all columns, also inside JSON."""
    source = sqlite3.connect(database)
    found: set[str] = set()
    for (table,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if table.startswith(OF_PEOPLE):
            for row in source.execute(f'SELECT * FROM "{table}"'):
                for value in row:
                    found.update(_strings(value))
    return sorted(text for text in map(_plain, found) if len(text) >= MIN_TEXT_LENGTH and " " in text)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)
    elif isinstance(value, str):
        try:
            data = json.loads(value) if value[:1] in "[{" else None
        except ValueError:
            data = None
        if isinstance(data, dict | list):
            yield from _strings(data)
        else:
            yield value


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _visit(client: Any, address: str) -> tuple[int, str, list[str]]:
    """Status, visible text, and the addresses it links to."""
    from bs4 import BeautifulSoup

    answer = client.get(address)
    if "text/html" not in answer.get("Content-Type", "") or answer.streaming:
        return answer.status_code, "", []
    page = BeautifulSoup(answer.content, "html.parser")
    links = [str(tag["href"]).partition("#")[0] for tag in page.select("a[href^='/']")]
    return answer.status_code, _plain(page.get_text(" ")), links


def _signed_in(account: str) -> Any:
    from django.conf import settings
    from django.test import Client

    from accounts.user import User

    client = Client()
    person = User.objects.get(email=f"{account}@demo.example")
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def record(texts: list[str]) -> Seen:
    """Account -> address -> which texts are there. Walks from the front page, a few pages of each sort."""
    from django.urls import Resolver404, resolve

    found: Seen = {}
    for account in ACCOUNTS:
        client, queue, known = _signed_in(account), deque(FIRST), set(FIRST)
        pages: dict[str, list[int]] = {}
        alike: Counter[str] = Counter()
        while queue and len(pages) < PAGES:
            address = queue.popleft()
            try:
                match = resolve(address.partition("?")[0])
            except Resolver404:
                continue
            sort = match.view_name if match.url_name != "wagtail_serve" else str(address.count("/"))
            if alike[sort] >= ALIKE or address.startswith(NEVER) or address.endswith(EMPTY_FORMS):
                continue
            status, text, links = _visit(client, address)
            if status != 200 or not text:
                continue
            alike[sort] += 1
            pages[address] = [number for number, one in enumerate(texts) if one in text]
            queue += [link for link in links if link not in known and "?" not in link]
            known.update(links)
        found[account] = pages
    return found


def missing(seen: Seen, texts: list[str]) -> dict[str, Any]:
    """`pages`: what is not 200; `texts`: what was seen before and is not now, by account and address."""
    wrong: dict[str, Any] = {"pages": {}, "texts": {}}
    for account, pages in seen.items():
        client = _signed_in(account)
        for address, numbers in pages.items():
            status, text, _links = _visit(client, address)
            if status != 200:
                wrong["pages"][f"{account} {address}"] = status
            elif gone := [texts[number] for number in numbers if texts[number] not in text]:
                wrong["texts"][f"{account} {address}"] = gone
    return wrong


def counts(database: str) -> dict[str, int]:
    """Table -> how many rows; tables without rows are left out."""
    source = sqlite3.connect(database)
    tables = [name for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    of_rows = [name for name in tables if not name.startswith(NOT_ROWS)]
    found = {name: source.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in of_rows}
    return {name: number for name, number in found.items() if number}


def make(database: str, moment: str, folder: Path) -> None:
    assert fill(database, moment) == []
    begin(database, moment)
    texts = texts_of(database)
    seen = record(texts)
    used = sorted({number for pages in seen.values() for numbers in pages.values() for number in numbers})
    place = {number: new for new, number in enumerate(used)}
    for pages in seen.values():
        pages.update({page: [place[one] for one in numbers] for page, numbers in pages.items()})
    smaller = folder / "previous.sqlite3"
    sqlite3.connect(database).execute(f"VACUUM INTO '{smaller}'")
    (folder / "previous.sqlite3.xz").write_bytes(lzma.compress(smaller.read_bytes(), preset=9))
    smaller.unlink()
    kept = {"moment": moment, "texts": [texts[number] for number in used], "seen": seen}
    (folder / "previous.json").write_text(json.dumps(kept, ensure_ascii=False, indent=0))


def after(database: str, folder: Path) -> None:
    kept = json.loads((folder / "previous.json").read_text())
    before = counts(database)
    begin(database, kept["moment"])
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    now = counts(database)
    fewer = {table: [number, now.get(table, 0)] for table, number in before.items() if now.get(table, 0) < number}
    print(json.dumps({"fewer": fewer, **missing(kept["seen"], kept["texts"])}))


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], sys.argv[3], Path(sys.argv[4]))
    else:
        after(sys.argv[2], Path(sys.argv[3]))
