"""Write a document as one HTML page that needs no other file: to read on any screen, to print, and with a screen
reader. Pictures and drawings are in the page."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from foundation.text import danish_formats
from foundation.text.notation import Run
from meetings.exports.content.document import (
    Block,
    ChartDrawing,
    Document,
    Facts,
    Heading,
    Line,
    Listing,
    Paragraph,
    Picture,
    Table,
)  # fmt: skip
from meetings.exports.content.readable import never_empty, readable

_STYLE = """
:root { color-scheme: light }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 60rem; color: #1c2226;
  font: 1rem/1.55 system-ui, "Segoe UI", sans-serif }
header { border-top: .5rem solid var(--own); padding-top: 1rem }
h1 { font-size: 1.9rem; line-height: 1.2; margin: .2rem 0 1rem }
h2 { font-size: 1.4rem; margin: 2.4rem 0 .6rem }
h3 { font-size: 1.15rem; margin: 1.6rem 0 .4rem }
h4 { font-size: 1rem; margin: 1rem 0 .3rem }
.soft, caption, figcaption, footer { color: #4b565c }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; padding: .4rem 0 }
td, th { border-bottom: 1px solid #b9c3c8; padding: .4rem .6rem .4rem 0; text-align: left; vertical-align: top;
  overflow-wrap: break-word; min-width: 6rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.2rem }
dt { font-weight: 600 }
dd { margin: 0; overflow-wrap: anywhere }
figure { margin: 1rem 0 }
img, svg { max-width: 100%; height: auto }
footer { margin-top: 3rem; border-top: 1px solid #b9c3c8; padding-top: .6rem; font-size: .9rem }
@media (max-width: 36rem) { dl { grid-template-columns: 1fr; gap: 0 } dd { margin-bottom: .6rem } }
@media print {
  body { max-width: none; padding: 0 }
  h2, h3, h4 { break-after: avoid }
  tr, figure { break-inside: avoid }
  .wide { overflow: visible }
  thead { display: table-header-group }
  a { color: inherit }
}
"""


def html_blocks(document: Document) -> Iterator[str]:
    """Yield the page in pieces, so that a long one is never in memory as a whole."""
    document, blocks = readable(replace(document, blocks=())), document.blocks
    yield (
        '<!doctype html><html lang="da"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
        "style-src 'unsafe-inline'\">"
    )
    yield format_html("<title>{}</title><style>", document.short_title)
    yield f"{_STYLE}</style></head>"
    yield format_html(
        '<body style="--own:{}"><header><p class="soft">{} · {}</p><h1>{}</h1></header><main>',
        document.issuer.colour, document.issuer.name, document.kicker, never_empty(document.title),
    )  # fmt: skip
    yield _facts(document.facts)
    for block in blocks:
        yield _block(readable(block))
    made = _("Made %(moment)s.") % {"moment": danish_formats.moment(document.made_at)}
    yield format_html("</main><footer>{} · {}</footer></body></html>\n", document.short_title, made)


def _block(block: Block) -> SafeString:
    match block:
        case Heading():
            number = f"{block.number}. " if block.number else ""
            level = f"h{min(block.level + 1, 6)}"
            return format_html("<{0}>{1}{2}</{0}>", level, number, never_empty(block.text))
        case Paragraph():
            return format_html('<p class="{}">{}</p>', "soft" if block.quiet else "plain", _line(block.line))
        case Listing():
            items = format_html_join("", "<li>{}</li>", ((_line(item),) for item in block.items))
            return format_html("<{0}>{1}</{0}>", "ol" if block.is_numbered else "ul", items)
        case Table():
            return _table(block)
        case Facts():
            return _facts(block)
        case ChartDrawing():
            notes = format_html_join("", '<p class="soft">{}</p>', ((note,) for note in block.notes))
            drawn = mark_safe(block.svg)  # noqa: S308 - drawn by us, with escaped texts
            return format_html(
                '<figure role="group" aria-label="{}">{}<figcaption>{}</figcaption>{}</figure>{}',
                never_empty(block.alternative), drawn, block.caption, notes, _table(block.numbers),
            )  # fmt: skip
        case Picture():
            kind = "jpeg" if block.extension == "jpg" else block.extension
            return format_html(
                '<figure><img src="data:image/{};base64,{}" alt="{}"><figcaption>{}</figcaption></figure>',
                kind, b64encode(block.content).decode(), never_empty(block.alternative), block.caption,
            )  # fmt: skip


def _table(table: Table) -> SafeString:
    caption = format_html("<caption>{}</caption>", table.caption) if table.caption else ""
    head = format_html_join("", '<th scope="col">{}</th>', ((name,) for name in table.header))
    rows = format_html_join(
        "", "<tr>{}</tr>",
        ((format_html_join("", "<td>{}</td>", ((_line(cell),) for cell in row)),) for row in table.rows),
    )  # fmt: skip
    return format_html(
        '<div class="wide" tabindex="0" role="group" aria-label="{}">'
        "<table>{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
        table.caption or ", ".join(table.header), caption, head, rows,
    )  # fmt: skip


def _facts(facts: Facts) -> SafeString:
    rows = format_html_join("", "<dt>{}</dt><dd>{}</dd>", facts.rows)
    return format_html("<dl>{}</dl>", rows) if facts.rows else SafeString()


def _line(line: Line) -> SafeString:
    return format_html_join("", "{}", ((_run(run),) for run in line))


def _run(run: Run) -> SafeString:
    words = format_html_join(mark_safe("<br>"), "{}", ((part,) for part in run.text.split("\n")))
    if run.bold:
        words = format_html("<strong>{}</strong>", words)
    return format_html('<a href="{}">{}</a>', run.to, words) if run.to else words
