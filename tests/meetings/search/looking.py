"""Searching as a person does."""

from typing import Any


def titles(client: Any, person: Any, words: str, **filters: Any) -> list[str]:
    """The titles of the hits on the page, in order."""
    client.force_login(person)
    answer = client.get("/soeg/", {"q": words, **filters})
    assert answer.status_code == 200
    return ["".join(piece.text for piece in hit.title) for hit in answer.context["hits"]]
