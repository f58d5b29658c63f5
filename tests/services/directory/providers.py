"""The municipality's directory as a process of its own: an OpenID Connect provider, and a SAML provider."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from typing import Any, Self
from urllib.parse import urljoin

import pytest
import requests
from bs4 import BeautifulSoup

from tests.services.servers import CHECKOUT, free_port
from tests.services.visitor import Visitor, fields


class Process:
    """Serves `url` until the block ends."""

    ready = "/"

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def command(self) -> list[str]:
        raise NotImplementedError

    def __enter__(self) -> Self:
        self.folder = tempfile.TemporaryDirectory(prefix="directory-")
        environment = {**os.environ, "AUTHLIB_INSECURE_TRANSPORT": "1", "TMPDIR": self.folder.name}
        command = [sys.executable, "-W", "ignore", "-m", *self.command()]
        self.process = subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while True:
            try:
                requests.get(self.url + self.ready, timeout=5)
                return self
            except requests.RequestException:
                assert time.monotonic() < deadline and self.process.poll() is None
                time.sleep(0.2)

    def __exit__(self, *raised: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
        self.folder.cleanup()

    def put(self, path: str, said: Any) -> None:
        requests.put(f"{self.url}/{path}", json=said, timeout=10).raise_for_status()

    def form(self, visitor: Visitor, begin: str) -> tuple[str, dict[str, Any]]:
        """Follow our button to the page where the person signs in; the address and the fields of its form."""
        page = visitor.session.get(urljoin(visitor.url, begin), timeout=30)
        assert page.url.startswith(self.url), page.text[:300]
        return self.form_of(page)

    @staticmethod
    def form_of(page: requests.Response) -> tuple[str, dict[str, Any]]:
        form = BeautifulSoup(page.text, "html.parser").form
        assert form is not None, page.text[:300]
        return urljoin(page.url, str(form.get("action") or page.url)), fields(form)


class OpenIDProvider(Process):
    """oidc-provider-mock: `person` says what it knows of somebody, `press` is their sign-in at its page."""

    ready = "/jwks"

    def command(self) -> list[str]:
        return ["oidc_provider_mock", "--port", str(self.port), "--require-nonce", "true"]

    def person(self, subject: str, **claims: Any) -> None:
        self.put(f"users/{subject}", claims)

    def press(self, visitor: Visitor, subject: str, begin: str = "/konto/kommunen/") -> requests.Response:
        """Follow the button, sign in there, and come back."""
        target, sent = self.form(visitor, begin)
        return visitor.session.post(target, data={**sent, "sub": subject}, timeout=30)


class SamlProvider(Process):
    """pysaml2 (saml_server.py) for the site at `site`."""

    def __init__(self, site: str) -> None:
        if not shutil.which("xmlsec1"):
            pytest.skip("signing in by SAML was not run: no xmlsec1 (Debian: xmlsec1)")
        super().__init__()
        self.site = site

    def command(self) -> list[str]:
        return ["tests.services.directory.saml_server", str(self.port), self.site + "/konto/kommunen/saml/metadata/"]

    def person(self, name: str, **attributes: Any) -> None:
        self.put(f"people/{name}", attributes)

    def response(self, visitor: Visitor, who: str, begin: str = "/konto/kommunen/") -> tuple[str, dict[str, Any]]:
        """Follow the button and sign in there: what its page would post, and where to."""
        target, sent = self.form(visitor, begin)
        return self.form_of(visitor.session.post(target, data={**sent, "who": who}, timeout=30))

    def press(self, visitor: Visitor, who: str, begin: str = "/konto/kommunen/") -> requests.Response:
        target, sent = self.response(visitor, who, begin)
        return visitor.session.post(target, data=sent, timeout=30)
