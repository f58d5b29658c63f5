"""Examples in the demo's lederforum (written when the lederforum's verbs are there)."""

from datetime import date
from typing import Any


def show_examples(units: dict[str, Any], casts: dict[str, Any], initiatives: dict[str, Any], today: date) -> None:
    """Proposes and clears examples through the lederforum's own verbs."""
