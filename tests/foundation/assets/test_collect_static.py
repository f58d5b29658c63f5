"""Static files are collected only when a source has changed."""

import pytest
from django.conf import settings

from foundation.assets import collect_static


@pytest.fixture
def source(tmp_path, settings):
    """A source folder with one file, and an empty STATIC_ROOT."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "look.css").write_text("p { color: black }")
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    return folder


def collected():
    return (settings.STATIC_ROOT / "look.css").read_text()


def test_static_files_are_collected_once(source):
    assert collect_static.collect_if_changed() is True
    assert collected() == "p { color: black }"
    assert collect_static.collect_if_changed() is False


def test_a_change_is_collected(source):
    collect_static.collect_if_changed()
    (source / "look.css").write_text("p { color: darkgreen }")
    assert collect_static.collect_if_changed() is True
    assert collected() == "p { color: darkgreen }"


def test_an_emptied_folder_is_filled_again(source):
    collect_static.collect_if_changed()
    for path in sorted(settings.STATIC_ROOT.iterdir()):
        path.unlink()
    assert collect_static.collect_if_changed() is True
    assert collected()
