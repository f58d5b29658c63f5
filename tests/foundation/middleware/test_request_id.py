"""Each request has an id; the web server in front may set it, and it can't be used to inject text into the log."""

import re

import pytest

from foundation.middleware import request_id

pytestmark = pytest.mark.django_db


def test_the_response_has_an_id_of_ours(client):
    first, second = (client.get("/konto/login/")["X-Request-ID"] for _ in range(2))
    assert first != second and re.fullmatch("[a-z]{16}", first)
    assert request_id.current_request_id() == "-", "outside a request there is none"


def test_the_web_servers_id_is_used(client):
    given = "3f2c9f0c8d3e4b7aa1f0c2d3e4f5a6b7"
    assert client.get("/konto/login/", headers={"x-request-id": given})["X-Request-ID"] == given


STRANGE = ["kort", "x" * 65, "med mellemrum", "<script>", "ny\nlinje-her", "æøåæøåæøå", "0101901234", "010190-1234"]


@pytest.mark.parametrize("given", STRANGE)
def test_other_values_are_ignored(client, given):
    assert re.fullmatch("[a-z]{16}", client.get("/konto/login/", headers={"x-request-id": given})["X-Request-ID"])


def test_log_lines_of_the_request_have_its_id(client, monkeypatch):
    seen = []

    def render(request, *words, **more):
        from django.http import HttpResponse

        seen.append(request_id.current_request_id())
        return HttpResponse("")

    monkeypatch.setattr("foundation.views.render", render)
    assert [client.get("/privatliv/")["X-Request-ID"]] == seen
