"""Each request has a number; the web server in front may choose it, a stranger can't write with it."""

import re

import pytest

from foundation.middleware import request_id

pytestmark = pytest.mark.django_db


def test_the_answer_bears_a_number_of_ours(client):
    first, second = (client.get("/konto/login/")["X-Request-ID"] for _ in range(2))
    assert first != second and re.fullmatch("[a-z]{16}", first)
    assert request_id.current() == "-", "outside a request there is none"


def test_the_number_of_the_web_server_is_taken_over(client):
    given = "3f2c9f0c8d3e4b7aa1f0c2d3e4f5a6b7"
    assert client.get("/konto/login/", headers={"x-request-id": given})["X-Request-ID"] == given


STRANGE = ["kort", "x" * 65, "med mellemrum", "<script>", "ny\nlinje-her", "æøåæøåæøå", "0101901234", "010190-1234"]


@pytest.mark.parametrize("given", STRANGE)
def test_anything_else_is_not(client, given):
    assert re.fullmatch("[a-z]{16}", client.get("/konto/login/", headers={"x-request-id": given})["X-Request-ID"])


def test_inside_the_request_every_line_knows_it(client, monkeypatch):
    seen = []

    def render(request, *words, **more):
        from django.http import HttpResponse

        seen.append(request_id.current())
        return HttpResponse("")

    monkeypatch.setattr("foundation.views.render", render)
    assert [client.get("/privatliv/")["X-Request-ID"]] == seen
