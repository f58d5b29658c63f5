"""Create a unit with a shared photo and film, its leader and a stranger, in a process of the installation."""

import json
from typing import Any

from django.core.files.storage import default_storage

from accounts.models import User


def main() -> None:
    print(json.dumps(things()))


def things() -> dict[str, Any]:
    from tests.media import ready
    from tests.meetings.evidence.scene import set_up

    scene = set_up("held")
    evidence = scene.shared()
    photo, film, lost = scene.with_photo(evidence), scene.with_film(evidence), scene.with_photo(evidence)
    file = photo.stored_file("card")
    gone = lost.stored_file("card")
    assert file is not None and gone is not None
    default_storage.delete(gone.path)
    return {
        "photo": photo.url("card"),
        "film": film.url("film"),
        "lost": lost.url("card"),
        "stored": file.path,
        "film_stored": film.path("film.mp4"),
        "lost_stored": gone.path,
        "size": len(ready.BYTES),
        "leader": session_of(scene.leader),
        "stranger": session_of(scene.stranger),
        "leader_email": scene.leader.email,
        "unit": scene.unit.get_url(),
    }


def session_of(person: User) -> str:
    """The key of a session in which the person is signed in."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
