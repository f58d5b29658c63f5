"""Some 1,600 random requests to all routes by all roles cause no server error.

Each step has a seed of its own and is rolled back, so that a failing step can be repeated: `Walk(stage).take(137)`.
"""

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import EDITOR_ROLES, Role
from tests.leaks.editor_routes import routes
from tests.leaks.expectations import SITE
from tests.leaks.stage import Place, Stage
from tests.leaks.test_every_route import words_of
from tests.leaks.test_strange_requests import BODIES, HUGE, TYPES
from tests.services.visitor import fields

pytestmark = pytest.mark.django_db

STEPS = 1_320
#: None is a visitor.
PEOPLE = [None, *Role]
METHODS = ["GET", "GET", "GET", "HEAD", "POST", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PURGE"]
VALUES = [
    "", '"', "'", "\x00", "²", "٣", "-1", "0", "1.5", "1e9", "abc", "[]", '{"a": 1}', "null", "*", "a b:", "true",
    str(HUGE), str(HUGE - 1), "9" * 5000, "2026-13-45", "../..", "<b>", "\ufffe", "x" * 2000, "æøå",
]  # fmt: skip
#: Invalid parts of a query string or URL.
BROKEN = ["%00", "%ff", "%ed%a0%80", "%", "%25%32", "%0d%0a"]
QUERY_WORDS = [
    "p", "page", "q", "side", "search", "ordering", "offset", "limit", "fields", "child_of", "type", "locale",
    "fra", "til", "ting", "key", "punkt", "linje", "skoleaar", "omraade", "indsats", "enhed", "v", "next", "format",
]  # fmt: skip
HEADERS = [
    "Accept", "Accept-Language", "Accept-Encoding", "Range", "If-None-Match", "If-Modified-Since", "Referer", "Origin",
    "X-Requested-With", "X-Forwarded-For", "X-Forwarded-Proto", "X-CSRFToken", "Tus-Resumable", "Upload-Offset",
    "Upload-Length", "Upload-Metadata", "Host", "Cookie", "Authorization",
]  # fmt: skip
HEADER_VALUES = [
    "",
    "'",
    "\xff\xfe",
    "²",
    "-1",
    str(HUGE),
    "bytes=5-1",
    "application/json",
    "*",
    "a=b; sessionid='",
    "en",
]
PLAIN_FORM = "application/x-www-form-urlencoded"
CONTENT_TYPES = [*TYPES, PLAIN_FORM, "application/offset+octet-stream", "text/plain", ""]
JSON_BODIES = [b"{}", b"null", b"[1]", b'{"a":', b'"\\ud800"', b'{"version": "x", "text": 1e999}', b"\xc3\x28"]


class Walk:
    """Random requests by random users. `asked` counts the requests by status."""

    def __init__(self, stage: Stage) -> None:
        self.addresses = [*site_addresses(stage.own), *site_addresses(stage.foreign), *editor_addresses(stage)]
        self.pages = {who: pages_for(who, stage) for who in PEOPLE}
        self.sessions = {who: session_of(stage.person(who)) for who in Role}
        self.client = Client(raise_request_exception=False)  # one: each looks through every static file when it begins
        self.asked: Counter[int] = Counter()

    def take(self, step: int) -> Iterator[str]:
        """Take one step and roll it back. Returns what went wrong."""
        chance = random.Random(step)
        who = PEOPLE[step % len(PEOPLE)]
        cache.clear()  # nobody is slowed down by the steps before
        self.client.cookies.clear()
        if who is not None:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        with transaction.atomic():
            steps = self.send_form(chance, self.pages[who]) if chance.random() < 0.35 else self.ask(chance)
            for said, answer in steps:
                self.asked[answer.status_code] += 1
                if problem := wrong_with(answer):
                    yield f"step {step}, {who}: {said[:200]}: {problem}"
            transaction.set_rollback(True)

    def ask(self, chance: random.Random) -> Iterator[tuple[str, Any]]:
        """A random request to a random address."""
        address, method = odd_address(chance.choice(self.addresses), chance), chance.choice(METHODS)
        kind, body = chance.choice(CONTENT_TYPES), chance.choice([*BODIES, *JSON_BODIES])
        if method in {"GET", "HEAD", "OPTIONS", "TRACE"}:
            body = b""
        yield (
            f"{method} {address} {kind} {body!r}",
            self.client.generic(method, address, body, kind, headers=odd_headers(chance)),
        )

    def send_form(self, chance: random.Random, pages: list[str]) -> Iterator[tuple[str, Any]]:
        """Open a page and send one of its forms, as a browser would or with changes."""
        page = chance.choice(pages)
        shown = self.client.get(page)
        yield f"GET {page}", shown
        if shown.status_code != 200 or "html" not in shown["Content-Type"]:
            return
        forms = BeautifulSoup(shown.content, "html.parser").find_all("form")
        if not forms:
            return
        form = chance.choice(forms)
        sent = filled(form, chance)
        address = (str(form.get("action") or page)).split("#")[0]
        if str(form.get("method", "get")).lower() == "get":
            yield f"GET {address} {sent}", self.client.get(address, sent)
        elif form.get("enctype") == "multipart/form-data" or chance.random() < 0.5:
            yield f"POST {address} {sent}", self.client.post(address, sent)
        else:
            body = "&".join(f"{quote(name)}={quote(str(value))}" for name, values in sent.items() for value in values)
            yield (
                f"POST {address} {sent}",
                self.client.generic("POST", address, body, "application/x-www-form-urlencoded"),
            )


def site_addresses(place: Place) -> list[str]:
    pages = (place.unit, place.this_year, place.last_year, place.draft, place.shared, place.minutes, place.submitted)
    named = [reverse(name, kwargs=words_of(said, place)) for name, said in SITE.items()]
    return [*named, "/", "/lederforum/", "/findes-ikke/", *(page.get_url() for page in pages)]


def pages_for(who: Role | None, stage: Stage) -> list[str]:
    """Pages with forms that the user can open."""
    mine = [said for said in SITE.items() if said[1].public or who in said[1].own]
    named = [reverse(name, kwargs=words_of(said, stage.own)) for name, said in mine]
    return [*named, *(editor_forms(stage) if who in EDITOR_ROLES else [])]


def editor_addresses(stage: Stage) -> list[str]:
    """Each route of the admin, for an editors' page and for another one."""
    return [route.address(page) for route in routes() for page in (stage.template, stage.own.minutes)]


def editor_forms(stage: Stage) -> list[str]:
    """Pages of the admin with forms."""
    acts = ("pages:edit", "pages:delete", "pages:unpublish", "pages:history", "pages:add_subpage")
    named = [reverse(f"wagtailadmin_{act}", args=[stage.template.pk]) for act in acts]
    registers = ("initiative", "goal", "datatype", "datasettype")
    lists = [reverse(f"wagtailsnippets_snippets_{name}:{act}") for name in registers for act in ("list", "add")]
    return [*named, *lists, reverse("meetings_agreement_modeladmin_index"), reverse("wagtailadmin_pages:search")]


def session_of(person: User) -> str:
    client = Client()
    client.force_login(person)
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def odd_address(address: str, chance: random.Random) -> str:
    if chance.random() < 0.4:
        parts = address.split("/")
        place = chance.choice([at for at, part in enumerate(parts) if part.isdigit()] or range(1, len(parts)))
        parts[place] = odd_part(chance)
        address = "/".join(parts)
    if chance.random() < 0.6:
        words = [f"{chance.choice(QUERY_WORDS)}={odd_part(chance)}" for _ in range(chance.randint(1, 4))]
        address += "?" + "&".join(words)
    return address


def odd_part(chance: random.Random) -> str:
    return chance.choice(BROKEN) if chance.random() < 0.2 else quote(chance.choice(VALUES)[:1000], safe="")


def odd_headers(chance: random.Random) -> dict[str, str]:
    return {name: chance.choice(HEADER_VALUES) for name in chance.sample(HEADERS, chance.randint(0, 3))}


def filled(form: Any, chance: random.Random) -> dict[str, Any]:
    """The data that a browser would send, with text filled in; two times out of three with a change."""
    written = [
        str(box["name"]) for box in form.select("textarea[name], input[type=text][name], input[type=search][name]")
    ]
    buttons = [(str(button["name"]), str(button.get("value", ""))) for button in form.select("button[name]")]
    sent = {name: value if isinstance(value, list) else [value] for name, value in fields(form).items()}
    sent |= {name: ["Nogle ord"] for name in written if not any(sent.get(name, []))}
    if buttons:
        name, value = chance.choice(buttons)
        sent[name] = [value]
    for name in chance.sample(list(sent), min(len(sent), chance.randint(0, 2))):
        change = chance.random()
        if change < 0.2:
            del sent[name]
        else:
            sent[name] = [chance.choice(VALUES) for _ in range(2 if change < 0.35 else 1)]
    return sent


def wrong_with(answer: HttpResponse) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.status_code >= 500:
        return str(answer.status_code)
    return "a traceback" if b"Traceback (most" in body or b"site-packages" in body else ""


def test_random_requests_cause_no_server_error(stage: Stage) -> None:
    walk = Walk(stage)
    wrong = [problem for step in range(STEPS) for problem in walk.take(step)]
    assert not wrong, "\n".join(wrong)
    assert walk.asked.total() > 1_500
    assert all(walk.asked[status] > 10 for status in (200, 302, 400, 404, 405)), walk.asked
