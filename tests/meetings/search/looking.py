"""Search helpers for tests."""

from typing import Any

from django.test import Client

from accounts.user import User


def titles(client: Client, person: User, words: str, **filters: Any) -> list[str]:
    """Search as `person`; return the titles of the hits in order."""
    client.force_login(person)
    answer = client.get("/soeg/", {"q": words, **filters})
    assert answer.status_code == 200
    return ["".join(piece.text for piece in hit.title) for hit in answer.context["hits"]]
