"""Eight people save concurrently on SQLite, and nobody gets an error."""

import threading
from collections import Counter
from itertools import cycle, islice
from typing import Any

from tests.services.visitor import Visitor

SAVES = 20  # of each person: without a wait for the lock, three of five are refused
PATIENCE = 260  # seconds
FORM = "main form:has(textarea)"


class Writer(threading.Thread):
    """Waits for the others, then reads and saves minutes and profile alternately."""

    def __init__(self, url: str, leader: dict[str, Any], together: threading.Barrier) -> None:
        super().__init__(name=leader["email"], daemon=True)
        self.visitor, self.forms, self.together = Visitor(url, leader["session"]), leader["forms"], together
        self.saved = 0
        self.wrong: list[str] = []

    def run(self) -> None:
        try:
            self.together.wait(timeout=120)
            for address in islice(cycle(self.forms), SAVES):
                self.save(address)
        except Exception as error:  # a thread's error must reach the test
            self.wrong.append(f"{self.name}: {type(error).__name__}: {error}")

    def save(self, address: str) -> None:
        page = self.visitor.get(address)
        field = page.select_one(f"{FORM} textarea")["name"]
        answer = self.visitor.send(page, FORM, address, **{field: f"Det skrev vi som nummer {self.saved}"})
        if answer.status_code == 302:
            self.saved += 1
        else:
            self.wrong.append(f"{address}: {answer.status_code} {answer.text[:2000]}")


def test_eight_concurrent_writers_get_no_error(installation_on_sqlite):
    leaders = installation_on_sqlite.python("tests.services.eight_leaders")
    installation_on_sqlite.start()
    together = threading.Barrier(len(leaders))
    writers = [Writer(installation_on_sqlite.url, leader, together) for leader in leaders]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=PATIENCE)
    statuses = Counter(status for writer in writers for status in writer.visitor.statuses)
    wrong = [sentence for writer in writers for sentence in writer.wrong]
    assert not wrong, "\n".join(wrong[:10]) + "\n" + installation_on_sqlite.said()
    assert not [status for status in statuses if status >= 400]
    assert [writer.saved for writer in writers] == [SAVES] * len(leaders), "somebody never came through"
    assert "locked" not in installation_on_sqlite.said()
