"""Locust users: readers who open a page a minute, followers of running meetings, editors who save minutes."""

import itertools
import json
import logging
import os
import random
import re
from pathlib import Path
from urllib.parse import urlencode

from bs4 import BeautifulSoup
from locust import FastHttpUser, between, constant, task

from tests.services.visitor import fields

SCENE = json.loads(Path(os.environ["LOAD_SCENE"]).read_text())
PEOPLE = {kind: itertools.cycle(those) for kind, those in SCENE.items()}
FORM = "form[data-autosave]"
URLENCODED = {"Content-Type": "application/x-www-form-urlencoded"}


class SignedIn(FastHttpUser):
    """Somebody with a session of the scene."""

    abstract = True
    kind = ""
    connection_timeout = network_timeout = 60.0

    def on_start(self) -> None:
        self.who = next(PEOPLE[self.kind])
        self.headers = {"Cookie": f"sessionid={self.who['session']}"}


class Reader(SignedIn):
    """Has a page open, and opens another after half a minute to one and a half."""

    kind, fixed_count = "readers", len(SCENE["readers"])
    wait_time = between(30, 90)

    def on_start(self) -> None:
        super().on_start()
        self.wait()  # they did not all come in the same second

    @task
    def read(self) -> None:
        path = random.choice(self.who["paths"])
        self.client.get(path, headers=self.headers, name="a page", allow_redirects=False)


class Follower(SignedIn):
    """Asks every second and a half what the meeting shows, as follow.js does."""

    kind, fixed_count = "followers", len(SCENE["followers"])
    wait_time = constant(1.5)
    tag = ""

    @task
    def follow(self) -> None:
        known = {"If-None-Match": self.tag} if self.tag else {}
        answer = self.client.get(self.who["path"], headers={**self.headers, **known}, name="a follower's question")
        self.tag = answer.headers.get("ETag", "") if answer.status_code in {200, 304} else ""


class Editor(SignedIn):
    """Writes minutes; what is written is saved every three seconds, section by section, as writing.js does."""

    kind, fixed_count = "editors", len(SCENE["editors"])
    wait_time = constant(3)

    def on_start(self) -> None:
        super().on_start()
        answer = self.client.get(self.who["path"], headers=self.headers, name="the writing form")
        form = BeautifulSoup(answer.text, "html.parser").select_one(FORM)
        token = re.search(r"csrftoken=\w+", str(answer.headers))
        self.headers["Cookie"] += f"; {token[0]}"
        self.path, self.data = form["data-autosave"], fields(form)
        self.sections = {
            root["data-section"]: (root.select_one("input[name$='-base']")["name"], text["name"])
            for root in form.select("[data-section]")
            if (text := root.select_one("textarea[name]")) is not None
        }
        self.written = 0

    @task
    def save(self) -> None:
        base, text = random.choice(list(self.sections.values()))
        self.written += 1
        self.data[text] = f"{self.data[text]}\nDet talte vi om som nummer {self.written}."[-4000:]
        section = base.removesuffix("base")
        of_all = ("csrfmiddlewaretoken", "_FORMS")
        sent = {name: value for name, value in self.data.items() if name.startswith(section) or name.endswith(of_all)}
        with self.client.post(
            self.path,
            data=urlencode(sent, doseq=True),
            headers={**self.headers, "Referer": self.host, **URLENCODED},
            name="a save",
            catch_response=True,
        ) as answer:
            if answer.status_code != 200 or "sections" not in answer.json():
                logging.error("a save: %s %.300s", answer.status_code, answer.text)
                answer.failure("not saved")
                return
            for section, now in answer.json()["sections"].items():
                if section in self.sections:
                    self.data[self.sections[section][0]] = now["base"]
