"""Extract the strings of all gettext calls from our sources with GNU xgettext."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation import template as translated_template

SOURCE_FOLDERS = ("home", "media", "meetings", "snippets", "site")
NOT_OURS = {"assets", "locale", "static", "migrations", "__pycache__"}
TEMPLATES = {".html", ".txt"}
#: xgettext keywords (function and positions of its string arguments): functions for one form, and those with a plural.
SINGULAR = ("_", "gettext", "gettext_lazy", "gettext_noop", "pgettext:1c,2", "pgettext_lazy:1c,2")
PLURAL = ("ngettext:1,2", "ngettext_lazy:1,2", "npgettext:1c,2,3", "npgettext_lazy:1c,2,3")


class NoExtractor(Exception):
    """GNU xgettext is not installed here."""


def sources() -> Iterator[Path]:
    """Yield our modules and templates, relative to the checkout."""
    root = Path(settings.BASE_DIR)
    for folder in SOURCE_FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            relative = path.relative_to(root)
            if path.suffix in {".py", *TEMPLATES} and not NOT_OURS.intersection(relative.parts):
                yield relative


def extract_messages(keywords: tuple[str, ...] = SINGULAR + PLURAL) -> polib.POFile:
    """Return the strings that these functions are called with, and where. Raises NoExtractor, or ValueError when
    xgettext rejects a source file."""
    program = shutil.which("xgettext")
    if not program:
        raise NoExtractor
    root = Path(settings.BASE_DIR)
    with tempfile.TemporaryDirectory(prefix="laeringsrum-messages-") as folder:
        names = list(sources())
        for name in names:
            text = (root / name).read_text(encoding="utf-8")
            if name.suffix in TEMPLATES:  # turns tags into gettext calls on the same lines
                text = translated_template.templatize(text, origin=str(name))
            copy = Path(folder) / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(text, encoding="utf-8")
        result = subprocess.run(
            [program, "--language=Python", "--from-code=UTF-8", "--output=-", "--files-from=-",
             "--keyword", *(f"--keyword={keyword}" for keyword in keywords)],
            cwd=folder, input="\n".join(str(name) for name in names), capture_output=True, text=True,
        )  # fmt: skip
    if result.returncode:
        raise ValueError(result.stderr)
    return polib.pofile(result.stdout)
