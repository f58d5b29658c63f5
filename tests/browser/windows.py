"""A browser window that records script errors, violations of the content policy, and requests to other hosts."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: Said by Chromium beside every answer of 400 and more; those are judged by `_answer`.
SAID_TWICE = "Failed to load resource"


@dataclass
class Watch:
    """Records problems in one window. `allowed`: error statuses that the test expects for requests of scripts;
    `others`: addresses of others that it visits."""

    host: str
    allowed: set[int] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("request", self._request)
        page.on("response", self._answer)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and SAID_TWICE not in message.text:
            self.problems.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc not in {self.host, *self.others}:
            self.problems.append(f"a request to somebody else: {request.url}")

    def _answer(self, response: Response) -> None:
        """Record failed requests; a page may answer 404 to users who may not see it, but no stylesheet or script."""
        if response.status >= 400 and not response.request.is_navigation_request():
            if response.status not in self.allowed:
                self.problems.append(f"{response.status} for {response.url}")
        elif response.status >= 500:
            self.problems.append(f"{response.status} for {response.url}")


def press(within: Page | Locator, words: str) -> None:
    within.get_by_role("button", name=words, exact=True).click()
