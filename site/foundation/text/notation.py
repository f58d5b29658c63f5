"""Text with bold, lists and links, written and stored in a small notation (decision 0033).

`**bold**`; lines that begin with `- ` are a bullet list; lines numbered 1., 2., … from one on are a numbered list; the
address of a page (https://…) or a mail address is a link, and so is `[words](address)`, where the address may also be
one of this site (/…). Everything else is text as it was written: blank lines separate paragraphs. All functions take
linear time.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_ITEM = re.compile(r"\s*(?:[-*•]|(\d{1,3})[.)])\s+(?=\S)")
#: The characters of an address; a backslash is read as a slash by browsers.
_REST = r"[^\s()<>\[\]\\\"]"
_TOKEN = re.compile(
    rf"""(?P<bold>\*\*)
    | \[(?P<words>[^\[\]\n]+)\]\((?P<to>(?:https://|mailto:)(?:{_REST})++|/(?!/)(?:{_REST})*+)\)
    | (?P<page>https://(?:(?!\*){_REST}|\((?:{_REST})*+\))+)
    | (?P<mail>(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+)""",
    re.VERBOSE,
)
#: Punctuation that ends the sentence and not the address before it.
_AFTER = ".,;:!?»”“'…"


@dataclass(frozen=True)
class Run:
    """Text of one look; `to` is the address of a link, else empty."""

    text: str
    bold: bool = False
    to: str = ""


@dataclass(frozen=True)
class TextBlock:
    """A paragraph ("p") of one line, which may hold line feeds, or a list ("ul", "ol") with a line for each item."""

    kind: str
    lines: tuple[tuple[Run, ...], ...]


def to_blocks(text: str) -> list[TextBlock]:
    """Return the text as paragraphs and lists, for whoever writes something else than HTML."""
    return [
        TextBlock(kind, tuple(_runs(line) for line in (["\n".join(lines)] if kind == "p" else lines)))
        for kind, lines in _blocks(text)
    ]


def _runs(line: str) -> tuple[Run, ...]:
    runs, bold, to = [], False, ""
    for kind, words, target in _pieces(line):
        if kind == "text" and words:
            runs.append(Run(words, bold, to))
        elif kind in {"b", "/b"}:
            bold = kind == "b"
        elif kind in {"a", "/a"}:
            to = target
    return tuple(runs)


def to_html(text: object) -> SafeString:
    """Return the text as HTML, with the tags p, br, b, ul, ol, li and a and no others."""
    return mark_safe("".join(_html(kind, lines) for kind, lines in _blocks(str(text))))  # noqa: S308 — pieces escaped


def to_plain(text: str) -> str:
    """Return the text as it is read, without the notation: a link is its words, a paragraph or item of a list a
    line."""
    return "\n".join(
        "".join(words for kind, words, _to in _pieces(line) if kind == "text")
        for _kind, lines in _blocks(text)
        for line in lines
    )


def _html(kind: str, lines: Sequence[str]) -> str:
    if kind == "p":
        return f"<p>{_inline(chr(10).join(lines))}</p>"
    return f"<{kind}>{''.join(f'<li>{_inline(line)}</li>' for line in lines)}</{kind}>"


def _inline(text: str) -> str:
    tags = {"b": "<b>", "/b": "</b>", "/a": "</a>"}
    written = []
    for kind, words, to in _pieces(text):
        if kind == "a":
            outside = ' rel="noopener noreferrer"' if to.startswith("https:") else ""
            written.append(f'<a href="{escape(to)}"{outside}>')
        else:
            written.append(tags.get(kind) or escape(words).replace("\n", "<br>"))
    return "".join(written)


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """The blocks of the text: "p", "ul" or "ol", with their lines, those of lists without their marks."""
    for is_blank, lines in groupby(text.replace("\x00", "").splitlines(), key=lambda line: not line.strip()):
        if is_blank:
            continue
        marked = [pair for kind, run in groupby(lines, key=_mark) for pair in _listed(kind, list(run))]
        for kind, run in groupby(marked, key=itemgetter(0)):
            yield kind, [line for _kind, line in run]


def _mark(line: str) -> str:
    item = _ITEM.match(line)
    return "p" if item is None else "ol" if item[1] else "ul"


def _listed(kind: str, lines: list[str]) -> list[tuple[str, str]]:
    """The lines with the kind of their block. “3. klasse” and “14. oktober” begin no list: numbers count from 1."""
    items = [_ITEM.match(line) for line in lines]
    numbers = [int(item[1]) for item in items if item and item[1]]
    if kind == "p" or (kind == "ol" and (len(lines) == 1 or numbers != list(range(1, len(lines) + 1)))):
        return [("p", line) for line in lines]
    return [(kind, line[item.end() :]) for line, item in zip(lines, items, strict=True) if item]


def _pieces(text: str) -> list[tuple[str, str, str]]:
    """The text in pieces: ("text", words, ""), ("a", "", address) and ("/a", "", ""), ("b", "", "") and ("/b", "", "").

    Bold that is not closed, and stars beside blanks, are text.
    """
    pieces: list[tuple[str, str, str]] = []
    last, opened, begins = 0, -1, 0  # opened: the place in `pieces` of stars that may be closed
    for token in _TOKEN.finditer(text):
        start, end = token.span()
        if token["page"]:
            end = start + len(token["page"].rstrip(_AFTER))
        pieces.append(("text", text[last:start], ""))
        if not token["bold"]:
            words = token["words"] or text[start:end]
            to = token["to"] or ("mailto:" if token["mail"] else "") + text[start:end]
            pieces += [("a", "", to), ("text", words.replace("**", ""), ""), ("/a", "", "")]
        elif opened >= 0 and start > begins and not text[start - 1].isspace():
            pieces[opened] = ("b", "", "")
            pieces.append(("/b", "", ""))
            opened = -1
        else:
            if opened < 0 and text[end : end + 1].strip():
                opened, begins = len(pieces), end
            pieces.append(("text", "**", ""))
        last = end
    return [*pieces, ("text", text[last:], "")]
