"""Eight people save at once on the embedded database, and nobody meets an error."""

import threading
import time
from collections import Counter

from tests.factories import PASSWORD
from tests.services.visitor import Visitor

SECONDS = 20
MOST = 400  # saves a person, on a machine that is quicker than ours
FORM = "form:has(textarea)"


def write(url: str, leader: dict, stop_at: float, told: list[Visitor], wrong: list[str]) -> None:
    """Signs in, then reads and saves the unit's profile again and again."""
    visitor = Visitor(url)
    told.append(visitor)
    try:
        visitor.sign_in(leader["email"], PASSWORD)
        for number in range(MOST):
            if time.monotonic() > stop_at:
                return
            page = visitor.get(leader["profile"])
            answer = visitor.send(page, FORM, leader["profile"], phone=f"12 34 {number:04}")
            if answer.status_code >= 400:
                wrong.append(f"{answer.status_code} {answer.text[:300]}")
    except Exception as error:  # a thread's error must reach the test
        wrong.append(f"{leader['email']}: {type(error).__name__}: {error}")


def test_eight_people_save_for_twenty_seconds(house_on_sqlite):
    leaders = house_on_sqlite.python("tests.services.eight_leaders")
    house_on_sqlite.start()
    told: list[Visitor] = []
    wrong: list[str] = []
    stop_at = time.monotonic() + SECONDS
    threads = [
        threading.Thread(target=write, args=(house_on_sqlite.url, leader, stop_at, told, wrong)) for leader in leaders
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=SECONDS + 90)
    statuses = Counter(status for visitor in told for status in visitor.statuses)
    saved = statuses[302]
    print(f"\n{saved} saves by 8 people in {SECONDS} seconds: {dict(statuses)}")
    assert not wrong, "\n".join(wrong[:10]) + "\n" + house_on_sqlite.said()
    assert not [status for status in statuses if status >= 400]
    assert saved > 8 * 3, f"hardly anything was saved: {statuses}"
    assert "locked" not in house_on_sqlite.said()
