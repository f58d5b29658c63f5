"""Redis is unavailable: pages work, nobody is signed out, and nobody can sign in meanwhile."""

import socket
from collections.abc import Iterator

import pytest
from django.conf import settings as project_settings
from django.core.cache import cache, caches
from django.test import Client
from pytest_django.fixtures import Settings

from tests.meetings.evidence.scene import set_up

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["refuses", "never answers"])
def away(request: pytest.FixtureRequest, settings: Settings) -> Iterator[None]:
    """A port without a listener, or with one that accepts and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        if request.param == "never answers":
            listener.listen(50)
        port = listener.getsockname()[1]
        settings.CACHES = {
            "default": {
                "BACKEND": "foundation.infrastructure.optional_redis_cache.OptionalRedisCache",
                "LOCATION": f"redis://127.0.0.1:{port}/0",
                "OPTIONS": {"socket_connect_timeout": 0.2, "socket_timeout": 0.2},
            }
        }
        yield
        caches["default"].close()


@pytest.fixture
def _nothing_remembered() -> None:
    """Overrides the fixture that clears the cache around each test, because here no cache answers."""


def test_the_cache_misses_and_nothing_fails(away: None) -> None:
    cache.set("a", 1)
    assert cache.get("a") is None
    assert cache.get("a", 7) == 7
    assert cache.get_many(["a"]) == {}
    assert cache.delete("a") is False


def test_signed_in_users_can_go_on(away: None) -> None:
    scene = set_up()
    leader = Client()
    leader.force_login(scene.leader)
    for address in ("/", scene.unit.get_url(), "/lederforum/", "/soeg/?q=skov"):
        assert leader.get(address).status_code == 200, address
    written = {"presentation": "Vi er et hus ved skoven", "address": "", "phone": "", "seen": 1}
    saved = leader.post(f"/{scene.unit.area.slug}/{scene.unit.slug}/rediger/", written)
    assert saved.status_code == 302


def test_nobody_can_sign_in_while_attempts_cannot_be_counted(away: None) -> None:
    scene = set_up()
    scene.leader.set_password("en god lang kode 7")
    scene.leader.save()
    client = Client(raise_request_exception=False)
    assert client.get("/konto/login/").status_code == 200
    answer = client.post("/konto/login/", {"login": scene.leader.email, "password": "en god lang kode 7"})
    assert answer.status_code == 503
    assert "_auth_user_id" not in client.session


def test_the_settings_have_short_timeouts() -> None:
    source = (project_settings.SITE_DIR / "config" / "settings" / "base.py").read_text()
    assert '"socket_connect_timeout": 1, "socket_timeout": 2' in source
