"""What templates show of the municipality's directory."""

from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.urls import reverse

from accounts.directory.settings import DirectorySettings, SignInProtocol, full_url, words_of_button

register = template.Library()


@register.simple_tag
def directory_button(next_url: str = "") -> dict[str, object] | None:
    """Return `label` and `url` of the button on the page of sign-in; None where there is none."""
    directory = DirectorySettings.here()
    if not (directory.is_used and directory.is_shown):
        return None
    query = f"?{urlencode({'next': next_url})}" if next_url else ""
    return {"label": words_of_button(directory), "url": reverse("directory_sign_in") + query}


@register.simple_tag
def directory_urls() -> dict[str, object]:
    """Return what whoever sets up the directory must know of us."""
    directory = DirectorySettings.here()
    return {
        "is_saml": directory.protocol == SignInProtocol.SAML,
        "answer": full_url("directory_answer"),
        "response": full_url("directory_response"),
        "metadata": full_url("directory_metadata"),
        "entity_id": directory.our_entity_id,
        "has_secret": bool(settings.DIRECTORY_SECRET),
        "has_key": bool(settings.DIRECTORY_KEY_FILE),
    }
