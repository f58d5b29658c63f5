"""An HTTP client that fetches a form, changes fields and sends it, as a browser would."""

from typing import Any
from urllib.parse import urljoin

import requests
from bs4 import BeautifulSoup, Tag


class Visitor:
    """One person's session, signed in with the key `session`, if any. Every answer's status is kept in `statuses`."""

    def __init__(self, url: str, session: str = "") -> None:
        self.url = url
        self.session = requests.Session()
        if session:
            self.session.cookies.set("sessionid", session)
        self.statuses: list[int] = []

    def get(self, address: str) -> BeautifulSoup:
        return self._read(self.session.get(urljoin(self.url, address), timeout=60))

    def sign_in(self, email: str, password: str) -> None:
        page = self.get("/konto/login/")
        self.send(page, "form:has(input[name=password])", "/konto/login/", login=email, password=password)
        assert "sessionid" in self.session.cookies, f"{email} was not let in"

    def send(self, page: BeautifulSoup, form: str, address: str, **changes: Any) -> requests.Response:
        """Sends the form that the CSS selector `form` finds on `page`, fetched from `address`, with `changes`."""
        found = page.select_one(form)
        assert found is not None, f"no {form} on {address}"
        target = urljoin(urljoin(self.url, address), str(found.get("action") or address))
        answer = self.session.post(
            target, data={**fields(found), **changes}, headers={"Referer": self.url}, timeout=60, allow_redirects=False
        )
        self.statuses.append(answer.status_code)
        return answer

    def _read(self, answer: requests.Response) -> BeautifulSoup:
        self.statuses.append(answer.status_code)
        return BeautifulSoup(answer.text, "html.parser")


def fields(form: Tag) -> dict[str, Any]:
    """What a browser would send: values, texts, chosen options and ticks, without the buttons."""
    sent: dict[str, Any] = {}
    for control in form.select("input[name], textarea[name], select[name]"):
        name, kind = str(control["name"]), control.get("type", "text")
        if control.name == "textarea":
            sent[name] = control.get_text()
        elif control.name == "select":
            chosen = control.select("option[selected]") or control.select("option")[:1]
            sent[name] = [str(option.get("value", "")) for option in chosen]
        elif kind in {"checkbox", "radio"}:
            if control.has_attr("checked"):
                sent.setdefault(name, []).append(str(control.get("value", "on")))
        elif kind not in {"submit", "button", "file", "image"}:
            sent[name] = str(control.get("value", ""))
    return sent
