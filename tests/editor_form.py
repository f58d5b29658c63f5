"""What a form of the editor carries along."""

from typing import Any

from django.test import Client


def seen(client: Client, address: str) -> dict[str, Any]:
    """The version of the row or page that the form at `address` shows to `client`, as it is sent back."""
    return {"seen": client.get(address).context["form"].initial["seen"]}
