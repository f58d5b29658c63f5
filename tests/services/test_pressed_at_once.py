"""Two concurrent requests in two processes of the real web server: one effect, and both get an answer."""

import sqlite3
import threading
from pathlib import Path
from typing import Any

from tests.factories import PASSWORD
from tests.services.servers import Installation
from tests.services.visitor import Visitor

FORM = "main form[method=post]"


class Window:
    """A form that somebody has open."""

    def __init__(self, visitor: Visitor, address: str, form: str = FORM, **written: Any) -> None:
        self.visitor, self.address, self.form, self.written = visitor, address, form, written
        self.page = visitor.get(address)

    def send(self) -> Any:
        return self.visitor.send(self.page, self.form, self.address, **self.written)


def pressed_at_once(*windows: Window) -> list[Any]:
    barrier = threading.Barrier(len(windows))
    answers: list[Any] = [None] * len(windows)

    def press(number: int) -> None:
        barrier.wait(timeout=60)
        answers[number] = windows[number].send()

    threads = [threading.Thread(target=press, args=(number,)) for number in range(len(windows))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return answers


#: Table and condition of the mails in the queue.
MAILS = ("foundation_queuedtask", "lane = 'mail'")


def count(data_dir: Path, table: str, where: str = "1=1") -> int:
    with sqlite3.connect(data_dir / "laeringsrum.sqlite3") as database:
        return int(database.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()[0])


def copy_of(window: Window) -> Window:
    """The same page, sent from another connection: a double press, or a retry after a lost answer."""
    other = Visitor(window.visitor.url)
    other.session.cookies.update(window.visitor.session.cookies)
    twin = Window.__new__(Window)
    twin.__dict__ = {**window.__dict__, "visitor": other}
    return twin


def signed_in(installation: Installation, email: str) -> Visitor:
    visitor = Visitor(installation.url)
    visitor.sign_in(email, PASSWORD)
    return visitor


def test_concurrent_requests_have_one_effect(installation_on_sqlite: Installation) -> None:
    installation = installation_on_sqlite
    things = installation.python("tests.services.one_of_each_form")
    installation.start(workers=2, threads=1)
    leader, other = signed_in(installation, things["leader"]), signed_in(installation, things["other_leader"])
    for name, table, written in [
        ("status", "meetings_followup", {"status": "in_progress", "note": "Vi er i gang"}),
        ("addendum", "meetings_addendum", {"text": "Mødet sluttede kl. 12"}),
        ("example", "meetings_examplepage", {"title": "Makkere"}),
        ("objection", "media_objection", {"reason": "En forælder ringede"}),
    ]:
        before, mails = count(installation.data_dir, table), count(installation.data_dir, *MAILS)
        window = Window(leader, things[name], **written)
        answers = pressed_at_once(window, copy_of(window))
        assert [answer.status_code for answer in answers] == [302, 302], (name, [a.text[:500] for a in answers])
        assert answers[0].headers["Location"] == answers[1].headers["Location"], name
        assert count(installation.data_dir, table) == before + 1, name
        sent = count(installation.data_dir, *MAILS)
        again = copy_of(window).send()
        assert (again.status_code, again.headers["Location"]) == (302, answers[0].headers["Location"]), name
        assert count(installation.data_dir, *MAILS) == sent >= mails, name

    new = {"email": "ny@skole.dk", "name": "Ny Person", "role": "staff_representative"}
    answers = pressed_at_once(*(Window(one, things["person"], **new) for one in (leader, other)))
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert "har allerede denne rolle" in next(answer.text for answer in answers if answer.status_code == 422)
    assert count(installation.data_dir, "accounts_user", "email = 'ny@skole.dk'") == 1
    assert count(installation.data_dir, "foundation_queuedtask", "arguments LIKE '%\"ny@skole.dk\"%'") == 1

    texts = ["Vi har 312 børn", "Vi er en skole ved skoven"]
    pair = [Window(one, things["profile"], presentation=text) for one, text in zip((leader, other), texts, strict=True)]
    answers = pressed_at_once(*pair)
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    both = next(answer.text for answer in answers if answer.status_code == 409)
    assert all(text in both for text in texts)

    chefs = signed_in(installation, things["chef"]), signed_in(installation, things["other_chef"])
    approve = Window(chefs[0], things["decision"], f"{FORM}:has([value=approve])", do="approve")
    send_back = Window(chefs[1], things["decision"], f"{FORM}:has(textarea)", do="return", reason="Skriv mere om det")
    answers = pressed_at_once(approve, send_back)
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    late = next(answer.text for answer in answers if answer.status_code == 409)
    assert "allerede" in late and (answers[1].status_code == 302 or "Skriv mere om det" in late)
    assert approve.send().status_code == (302 if answers[0].status_code == 302 else 409)
