"""Set a document with Typst: JSON in, JSON out ("replaced": what no font has; "seconds": the compiler's time).

Run by media.ingest.sandbox in a folder that holds the template, `content.json` and the pictures, and nothing else. A
letter that no font has makes the compiler refuse the document and name it: it is replaced by a box, and tried anew.
"""

import json
import os
import re
import stat
import sys
import time
from pathlib import Path

import typst

STANDARDS: "list[typst.PDFStandard]" = ["a-3a", "ua-1"]
INSTEAD = "□"
#: What stands around a text that no font has, in a line of the compiler's message.
BEFORE, AFTER = 'the text `"', '"` could not be displayed'
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
SIMPLE = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
#: Letters that IBM Plex Sans has for certain; all else is replaced when replacing one by one did not help.
OUTSIDE = re.compile("[^\n\u0020-\u007e\u00a0-\u017f\u2013\u2014\u2018-\u201e\u2022\u2026\u20ac□]")
#: Private characters are forbidden in PDF/A-3a, as nobody knows what they stand for.
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
TRIES = 8


def refuse_links(folder: Path) -> None:
    """The compiler follows symbolic links, wherever they lead: there must be none."""
    for name in os.listdir(folder):
        if not stat.S_ISREG(os.lstat(folder / name).st_mode):
            raise SystemExit(f"no regular file: {name}")


def letters_in(message: str) -> set[str]:
    """Return the texts that the compiler could not show, without the escapes in which it writes them."""
    found = set()
    for line in message.splitlines():
        _before, is_one, rest = line.partition(BEFORE)
        letters, is_missing, _after = rest.rpartition(AFTER)
        if is_one and is_missing:
            found.add(ESCAPED.sub(_unescaped, letters))
    return found


def _unescaped(found: "re.Match[str]") -> str:
    return chr(int(found[1], 16)) if found[1] else SIMPLE.get(found[2], found[2])


def replaced_in(text: str, missing: "set[str]") -> str:
    for one in sorted(missing, key=len, reverse=True):
        text = text.replace(one, "?" if INSTEAD in one else INSTEAD)
    return text


def named(letters: str) -> str:
    return "+".join(f"U+{ord(letter):04X}" for letter in letters)


class TemplateContent:
    """The content that the template reads, with what was replaced in it so far."""

    def __init__(self, path: Path) -> None:
        self.path, self.text = path, path.read_text(encoding="utf-8")
        self.replaced: list[str] = []
        self.replace(set(PRIVATE.findall(self.text)))

    def replace(self, missing: "set[str]") -> None:
        """Put a box in place of each of the texts, and name them in the content itself."""
        if not missing:
            return
        self.replaced += [name for name in map(named, sorted(missing)) if name not in self.replaced]
        plain = json.loads(replaced_in(self.text, missing))
        plain["replaced"] = self.replaced
        self.text = json.dumps(plain, ensure_ascii=False)
        self.path.write_text(self.text, encoding="utf-8")


def main() -> None:
    asked = json.load(sys.stdin)
    folder = Path.cwd()
    refuse_links(folder)
    content = TemplateContent(folder / "content.json")
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=asked["fonts"])
    began = time.perf_counter()
    for attempt in range(TRIES + 1):
        try:
            typst.compile(
                "document.typ",
                root=str(folder),
                output=asked["output"],
                format=asked["format"],
                font_paths=fonts,
                pdf_standards=STANDARDS if asked["format"] == "pdf" else [],
                timestamp=asked["timestamp"],
            )
            break
        except typst.TypstError as refused:
            missing = letters_in(refused.diagnostic) if attempt < TRIES - 1 else set()
            missing = missing or set(OUTSIDE.findall(content.text))
            if not missing or attempt == TRIES:
                raise SystemExit(refused.diagnostic) from None
            content.replace(missing)
    print(json.dumps({"replaced": content.replaced, "seconds": time.perf_counter() - began}))


main()
