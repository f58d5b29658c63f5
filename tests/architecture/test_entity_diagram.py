"""docs/entity-diagram.md is up to date with the models."""

from foundation.management.commands.entity_diagram import APPS, PATH, document


def test_the_diagram_is_up_to_date() -> None:
    assert PATH.read_text(encoding="utf-8") == document(), "manage.py entity_diagram --write"


def test_every_relation_of_agreements_is_drawn() -> None:
    text = document()
    assert "Agreement }o--|| MinutesPage : minutes" in text
    assert "FollowUp }o--|| Agreement : agreement" in text
    assert all(f"## {app}\n" in text for app in APPS)
