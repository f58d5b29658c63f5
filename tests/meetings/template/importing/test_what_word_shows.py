"""Only text that a reader of the page sees is read; hidden, struck out or placeholder text is reported."""

import pytest
from docx.document import Document as WordDocument

from meetings.template.importing import ParsedTemplate, parse_document, read_document
from meetings.template.importing.lines import LinePlace, TextLine
from meetings.template.importing.report import Meaning
from tests.meetings.template.importing.documents import agenda, repacked, text, word, xml
from tests.meetings.template.importing.parsed_examples import docx, items, kept, md

STYLES = "word/styles.xml"


def run(words: str, settings: str = "") -> str:
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def point(*runs: str, settings: str = "") -> object:
    """A numbered paragraph of these runs."""
    return xml(f'<w:p><w:pPr><w:pStyle w:val="ListNumber"/>{settings}</w:pPr>{"".join(runs)}</w:p>')


def between(*steps: object) -> ParsedTemplate:
    """An agenda of two items with something between them."""
    return docx(*agenda("Trivsel, 30 min"), *steps, text("Aftaler, 20 min", "List Number"))


def left_out(parsed: ParsedTemplate) -> list[tuple[Meaning, str]]:
    out = {Meaning.STRUCK_OUT, Meaning.HIDDEN, Meaning.PLACEHOLDER}
    return [(one.meaning, one.text) for entry in parsed.report for one in entry.findings if one.meaning in out]


SECRET = "Internt, 45 min"
CELL = f"<w:tc><w:p>{run(SECRET)}</w:p></w:tc>"
NOT_SHOWN = {
    "hidden run": (Meaning.HIDDEN, point(run(SECRET, "<w:vanish/>"))),
    "hidden in several runs": (Meaning.HIDDEN, point(run("Internt, ", "<w:vanish/>"), run("45 min", "<w:vanish/>"))),
    "struck": (Meaning.STRUCK_OUT, point(run(SECRET, "<w:strike/>"))),
    "struck twice": (Meaning.STRUCK_OUT, point(run(SECRET, '<w:dstrike w:val="true"/>'))),
    "deleted": (
        Meaning.STRUCK_OUT,
        point(f'<w:del w:id="1" w:author="x">{run(SECRET).replace("w:t", "w:delText")}</w:del>'),
    ),
    "placeholder": (
        Meaning.PLACEHOLDER,
        xml(f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p>{run(SECRET)}</w:p></w:sdtContent></w:sdt>"),
    ),
    "placeholder in a line": (
        Meaning.PLACEHOLDER,
        point(f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run(SECRET)}</w:sdtContent></w:sdt>"),
    ),
    "placeholder field": (
        Meaning.PLACEHOLDER,
        point(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MACROBUTTON NoMacro '
            f'{SECRET}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
    ),
    "hidden text box": (
        Meaning.HIDDEN,
        point(
            '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" hidden="1"/></wp:inline>'
            f"<wps:txbx><w:txbxContent><w:p>{run(SECRET)}</w:p></w:txbxContent></wps:txbx></w:drawing></w:r>"
        ),
    ),
    "deleted row": (
        Meaning.STRUCK_OUT,
        xml(f'<w:tbl><w:tr><w:trPr><w:del w:id="1" w:author="x"/></w:trPr>{CELL}</w:tr></w:tbl>'),
    ),
    "hidden row": (
        Meaning.HIDDEN,
        xml(f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr>{CELL}</w:tr></w:tbl>"),
    ),
    "deleted cell": (
        Meaning.STRUCK_OUT,
        xml(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel w:id="1" w:author="x"/></w:tcPr>'
            f"<w:p>{run(SECRET)}</w:p></w:tc></w:tr></w:tbl>"
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("meaning", "step"), NOT_SHOWN.values(), ids=NOT_SHOWN)
def test_invisible_text_is_reported_and_not_imported(meaning: Meaning, step: object) -> None:
    parsed = between(step)
    assert items(parsed) == [("Trivsel", 30), ("Aftaler", 20)]
    assert (parsed.total_minutes, kept(parsed), left_out(parsed)) == (50, [], [(meaning, SECRET)])


def styled(style: str, *, kind: str = "paragraph", more: str = "") -> bytes:
    """A document whose style `Skjult` has the given settings, and a paragraph or run with that style."""
    in_style = f'<w:rStyle w:val="Skjult"/>{more}'
    uses = {
        "paragraph": f'<w:p><w:pPr><w:pStyle w:val="Skjult"/></w:pPr>{run(SECRET, more)}</w:p>',
        "character": f"<w:p>{run(SECRET, in_style)}</w:p>",
    }
    data = word(*agenda("Trivsel, 30 min"), xml(uses[kind]), text("Aftaler, 20 min", "List Number"))

    def add(parts: dict[str, bytes]) -> None:
        new = (
            '<w:style w:type="paragraph" w:styleId="Rod"><w:name w:val="Rod"/><w:rPr>STYLE</w:rPr></w:style>'
            f'<w:style w:type="{kind}" w:styleId="Skjult"><w:name w:val="Skjult"/><w:basedOn w:val="Rod"/></w:style>'
            "</w:styles>"
        ).replace("STYLE", style)
        parts[STYLES] = parts[STYLES].replace(b"</w:styles>", new.encode())

    return repacked(data, add)


@pytest.mark.parametrize("kind", ["paragraph", "character"])
@pytest.mark.parametrize(("toggle", "meaning"), [("vanish", Meaning.HIDDEN), ("strike", Meaning.STRUCK_OUT)])
def test_a_style_can_hide_text_and_a_run_can_override_it(kind: str, toggle: str, meaning: Meaning) -> None:
    parsed = parse_document(read_document(styled(f"<w:{toggle}/>", kind=kind), "skabelon.docx"))
    assert left_out(parsed) == [(meaning, SECRET)]
    shown = parse_document(
        read_document(styled(f"<w:{toggle}/>", kind=kind, more=f'<w:{toggle} w:val="0"/>'), "a.docx")
    )
    assert left_out(shown) == []


def test_document_defaults_can_hide_all_runs_that_do_not_override_it() -> None:
    data = word(*agenda("Trivsel, 30 min"), point(run("Aftaler, 20 min", '<w:vanish w:val="0"/>')))  # type: ignore[arg-type]

    def hide(parts: dict[str, bytes]) -> None:
        parts[STYLES] = parts[STYLES].replace(b"<w:rPrDefault><w:rPr>", b"<w:rPrDefault><w:rPr><w:vanish/>")

    lines = read_document(repacked(data, hide), "skabelon.docx")
    assert [(line.text, line.place) for line in lines] == [
        ("Dagsorden", LinePlace.HIDDEN),
        ("Trivsel, 30 min", LinePlace.HIDDEN),
        ("Aftaler, 20 min", LinePlace.BODY),
    ]


def test_a_part_of_a_line_is_left_out_and_the_rest_stays() -> None:
    parsed = docx(*agenda("Trivsel, 30 min"), point(run("Data, "), run("45", "<w:strike/>"), run("60 min")))
    assert items(parsed) == [("Trivsel", 30), ("Data", 60)]
    assert left_out(parsed) == [(Meaning.STRUCK_OUT, "45")]


def test_notes_and_boxes_of_hidden_text_are_hidden() -> None:
    def add(document: WordDocument) -> None:
        paragraph = document.add_paragraph("Ring til Lena")
        document.add_comment(paragraph.runs, text="Inden fredag", author="x")
        for one in paragraph.runs:
            one.font.hidden = True

    lines = read_document(word(*agenda(), add), "skabelon.docx")
    assert [(line.text, line.place) for line in lines[2:]] == [
        ("Ring til Lena", LinePlace.HIDDEN),
        ("Inden fredag", LinePlace.HIDDEN),
    ]
    assert not parse_document(lines).persons


def test_unused_page_headers_are_hidden() -> None:
    def margins(document: WordDocument) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.header.paragraphs[0].text = "Solby Kommune"
        section.first_page_header.paragraphs[0].text = "Udkast til Ida"
        section.even_page_footer.paragraphs[0].text = "Kun på lige sider"
        section.different_first_page_header_footer = False

    lines = read_document(word(text("Tekst"), margins), "skabelon.docx")
    assert {(line.text, line.place) for line in lines} == {
        ("Solby Kommune", LinePlace.HEADER),
        ("Udkast til Ida", LinePlace.HIDDEN),
        ("Tekst", LinePlace.BODY),
        ("Kun på lige sider", LinePlace.HIDDEN),
    }


def test_struck_out_text_and_comments_in_markdown_are_hidden() -> None:
    parsed = md(
        "# Dagsorden\n\n1. Velkomst (10 min)\n2. ~~Gammelt (45 min)~~\n3. <del>Budget (15 min)</del>\n"
        "4. Data (60 min) <!-- spørg Ida -->\n\n<!--\nflere\nlinjer\n-->\n\n5. Aftaler (~~20~~ 30 min)\n"
    )
    assert items(parsed) == [("Velkomst", 10), ("Data", 60), ("Aftaler", 30)]
    assert left_out(parsed) == [
        (Meaning.STRUCK_OUT, "Gammelt (45 min)"),
        (Meaning.STRUCK_OUT, "Budget (15 min)"),
        (Meaning.HIDDEN, "spørg Ida"),
        (Meaning.HIDDEN, "flere linjer"),
        (Meaning.STRUCK_OUT, "20"),
    ]
    assert (kept(parsed), parsed.persons) == ([], [])


def test_an_unclosed_comment_is_text() -> None:
    assert "husk" in " ".join(kept(md("# Dagsorden\n\n1. Data (60 min)\n\n<!-- husk\n")))


def cells(*texts: str, merged: str = "") -> str:
    first, *others = texts
    return (
        f"<w:tr><w:tc><w:tcPr>{merged}</w:tcPr><w:p>{run(first)}</w:p></w:tc>"
        + "".join(f"<w:tc><w:p>{run(one)}</w:p></w:tc>" for one in others)
        + "</w:tr>"
    )


def test_text_in_the_lower_merged_cells_is_hidden() -> None:
    start, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = cells("9.00-10.00", "Velkomst", merged=start) + cells("10.00-11.00", "Data", merged=goes_on)
    parsed = docx(text("Dagsorden", "Heading 1"), xml(f"<w:tbl>{cells('Tid', 'Emne')}{rows}</w:tbl>"))
    assert items(parsed) == [("Velkomst", 60), ("Data", None)]
    assert left_out(parsed) == [(Meaning.HIDDEN, "10.00-11.00")]


# Signs


def lines_of(*steps: object) -> list[str]:
    return [line.text for line in read_document(word(*steps), "skabelon.docx")]  # type: ignore[arg-type]


RAISED = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        ([run("9"), run("00", RAISED), run("-9"), run("45", RAISED), run(" Start")], "9.00-9.45 Start"),
        ([run("kl. 10"), run("3", RAISED), run("0", RAISED), run(" Data")], "kl. 10.30 Data"),
        ([run("9"), run("15", '<w:position w:val="6"/>'), run(" Kaffe")], "9.15 Kaffe"),
        ([run("9⁰⁰–10³⁰ Data")], "9.00–10.30 Data"),
        ([run("20 m"), run("2", RAISED), run(" legeplads")], "20 m2 legeplads"),
        ([run("10"), run("12", RAISED), run(" bakterier")], "1012 bakterier"),
        ([run("Trivsel 2024"), run("15", RAISED)], "Trivsel 202415"),
    ],
)
def test_superscript_minutes_belong_to_the_time(runs: list[str], shown: str) -> None:
    assert lines_of(xml(f"<w:p>{''.join(runs)}</w:p>")) == [shown]


@pytest.mark.parametrize("source", ["9<sup>00</sup>-9<sup>45</sup>", "9^00^-9^45^", "9⁰⁰-9⁴⁵"])
def test_superscript_minutes_in_markdown(source: str) -> None:
    assert items(md(f"# Dagsorden\n\n{source} Velkomst\n\n9.45-10.00 Data\n")) == [("Velkomst", 45), ("Data", 15)]


@pytest.mark.parametrize(
    ("sign", "shown"),
    [
        ('<w:sym w:font="Wingdings" w:char="F0E0"/>', "→"),
        ('<w:sym w:font="Wingdings" w:char="E8"/>', "→"),
        ('<w:sym w:font="Symbol" w:char="F0AE"/>', "→"),
        ('<w:sym w:font="Symbol" w:char="F0B3"/>', "≥"),
        ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "✓"),
        ('<w:sym w:font="Wingdings 2" w:char="F052"/>', "☑"),
        ('<w:sym w:font="Calibri" w:char="2192"/>', "→"),
        ('<w:sym w:font="Wingdings" w:char="F026"/>', "•"),
        ('<w:sym w:font="Wingdings" w:char="ikke et tal"/>', "•"),
        ("<w:t>\uf0e0</w:t>", "→"),
        ("<w:t>à</w:t>", "→"),
        ("<w:noBreakHyphen/>", "-"),
        ("<w:t>\u2011</w:t>", "-"),
    ],
)
def test_characters_of_symbol_fonts(sign: str, shown: str) -> None:
    font = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>' if "<w:t>" in sign else ""
    font = "" if "\u2011" in sign else font
    assert lines_of(xml(f"<w:p>{run('a ')}<w:r>{font}{sign}</w:r>{run(' b')}</w:p>")) == [f"a {shown} b"]


@pytest.mark.parametrize("frame", ["drop", "margin"])
def test_a_drop_cap_belongs_to_its_word(frame: str) -> None:
    letter = xml(f'<w:p><w:pPr><w:framePr w:dropCap="{frame}" w:lines="3"/></w:pPr>{run("M")}</w:p>')
    parsed = docx(text("Formål", "Heading 1"), letter, text("ødet skal skabe ro."), *agenda())
    assert parsed.purpose == "Mødet skal skabe ro."


def test_word_art_is_read_as_a_line() -> None:
    art = '<w:p><w:r><w:pict><v:shape type="#_x0000_t136"><v:textpath string="{}"/></v:shape></w:pict></w:r></w:p>'
    parsed = docx(xml(art.format("Dialogmøder i Nordby")), *agenda(), xml(art.format("Husk kaffe")))
    assert parsed.title == "Dialogmøder i Nordby"
    assert kept(parsed) == ["Husk kaffe"]
    hidden = docx(*agenda(), xml(art.format("Kladde").replace("<w:pict>", "<w:rPr><w:vanish/></w:rPr><w:pict>")))
    assert left_out(hidden) == [(Meaning.HIDDEN, "Kladde")]


# Fields


def field(code: str, shown: str, form: str = "") -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


DROPDOWN = '<w:ffData><w:ddList>{}<w:listEntry w:val="Skolen"/><w:listEntry w:val="Rådhuset"/></w:ddList></w:ffData>'
BOX = "<w:ffData><w:checkBox><w:sizeAuto/>{}</w:checkBox></w:ffData>"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (field(" FORMDROPDOWN ", "", DROPDOWN.format('<w:result w:val="1"/>')), "Sted: Rådhuset"),
        (field(" FORMDROPDOWN ", "", DROPDOWN.format("")), "Sted: Skolen"),
        (field(" FORMDROPDOWN ", "", DROPDOWN.format('<w:result w:val="9"/>')), "Sted:"),
        (field(" FORMTEXT ", run("Aulaen")), "Sted: Aulaen"),
        (field(" FORMCHECKBOX ", "", BOX.format('<w:checked w:val="1"/>')) + run(" ja"), "Sted: ☒ ja"),
        (field(" FORMCHECKBOX ", "", BOX.format('<w:default/><w:checked w:val="0"/>')) + run(" ja"), "Sted: ☐ ja"),
        (field(" PAGE ", run("3")), "Sted: 3"),
        (field(f" IF {field(' MERGEFIELD x ', run('internt'))} = 1 ", run("Aulaen")), "Sted: Aulaen"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("Aulaen"), "Sted: Aulaen"),
        ('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("Aulaen"), "Sted: Aulaen"),
    ],
)  # fmt: skip
def test_a_field_shows_its_result_and_never_its_code(content: str, shown: str) -> None:
    assert lines_of(xml(f"<w:p>{run('Sted: ')}{content}</w:p>")) == [shown]


def test_a_field_across_paragraphs_and_an_address_in_several_runs() -> None:
    begin = xml('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r></w:p>')
    end = xml(
        f'<w:p>{run("kode")}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("vist")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    link = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://solby</w:instrText></w:r>'
        '<w:r><w:instrText>.example/b" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("Her")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert lines_of(begin, end, xml(link)) == ["vist", "Her (https://solby.example/b)"]


def test_a_web_address_marked_as_internal_is_an_address() -> None:
    data = word(xml(f'<w:p><w:hyperlink r:id="rId77">{run("Læs")}</w:hyperlink></w:p>'))

    def add(parts: dict[str, bytes]) -> None:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        rel = f'<Relationship Id="rId77" Type="{kind}" Target="https://solby.example/x"/></Relationships>'
        name = "word/_rels/document.xml.rels"
        parts[name] = parts[name].replace(b"</Relationships>", rel.encode())

    lines: list[TextLine] = read_document(repacked(data, add), "skabelon.docx")
    assert [line.text for line in lines] == ["Læs (https://solby.example/x)"]
