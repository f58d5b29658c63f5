"""The folders of the fonts, all from packages: Plex as on the screen, Noto for what Plex lacks.

Fonts of the machine are never used, so that a document looks the same wherever it is made.
"""

from importlib.util import find_spec
from pathlib import Path

_PACKAGES = ("fontpkg_ibm_plex_sans", "manimgx_fonts")
#: In the order in which a letter is looked for. The last one is in the compiler's own package.
FAMILIES = (
    "IBM Plex Sans",
    "Noto Sans",
    "Noto Sans Symbols",
    *(
        f"Noto Sans {script}"
        for script in (
            "Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Hebrew",
            "Kannada", "Khmer", "Lao", "Malayalam", "Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu", "Thai",
        )
    ),
    "DejaVu Sans Mono",
    "Noto Emoji",
)  # fmt: skip


def font_folders() -> list[str]:
    """Return the folders that the compiler searches. Raises RuntimeError when a package is not installed."""
    folders = []
    for name in _PACKAGES:
        spec = find_spec(name)
        if spec is None or spec.origin is None:
            raise RuntimeError(f"The package {name} is missing: install requirements.txt.")
        folders.append(str(Path(spec.origin).parent))
    return folders
