"""Word documents are read completely, whatever elements their text is in."""

import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE

from meetings.template.importing import read_document
from meetings.template.importing.lines import LinePlace, Marker, TextLine
from tests.meetings.template.importing.documents import repacked, table, text, word, xml


def lines_of(*steps: object) -> list[TextLine]:
    return read_document(word(*steps), "skabelon.docx")  # type: ignore[arg-type]


def texts(lines: list[TextLine]) -> list[str]:
    return [line.text for line in lines]


def test_headings_lists_and_text_are_distinguished() -> None:
    lines = lines_of(
        text("Vores skabelon", "Title"),
        text("Formål", "Heading 1"),
        text("At lære."),
        text("et punkt", "List Bullet"),
        text("første", "List Number"),
        text("anden", "List Number"),
        text("inde i", "List Bullet 2"),
    )
    assert [(line.text, line.heading, line.marker, line.ordinal) for line in lines] == [
        ("Vores skabelon", 1, Marker.NONE, 0),
        ("Formål", 1, Marker.NONE, 0),
        ("At lære.", 0, Marker.NONE, 0),
        ("et punkt", 0, Marker.BULLET, 0),
        ("første", 0, Marker.NUMBER, 1),
        ("anden", 0, Marker.NUMBER, 2),
        ("inde i", 0, Marker.BULLET, 0),
    ]
    assert [line.number for line in lines] == [1, 2, 3, 4, 5, 6, 7]


def test_a_number_typed_by_hand_is_a_marker_but_a_date_is_text() -> None:
    lines = lines_of(text("2) Status"), text("3. marts holder vi møde"), text("1.2 Data"), text("9.30 Pause"))
    assert [(line.label, line.text) for line in lines] == [
        ("2)", "Status"),
        ("", "3. marts holder vi møde"),
        ("1.2", "Data"),
        ("", "9.30 Pause"),
    ]


def test_a_line_break_inside_a_paragraph_is_a_new_line() -> None:
    def add(document: WordDocument) -> None:
        paragraph = document.add_paragraph(style="List Number")
        paragraph.add_run("Afrunding 30 min").add_break(WD_BREAK.LINE)
        paragraph.add_run("Hvad tager vi med?")

    first, second = lines_of(add)
    assert (first.text, first.marker, first.continues) == ("Afrunding 30 min", Marker.NUMBER, False)
    assert (second.text, second.marker, second.continues) == ("Hvad tager vi med?", Marker.NONE, True)


def test_soft_hyphens_and_non_breaking_spaces_do_not_split_words() -> None:
    assert texts(lines_of(text("dia\u00adlog\u00a0møde   \u200b i\u2009år"))) == ["dialog møde i år"]


def test_tables_are_read_cell_by_cell_with_tables_inside_them() -> None:
    def nested(document: WordDocument) -> None:
        cell = document.add_table(rows=1, cols=2).rows[0].cells[1]
        inner = cell.add_table(rows=1, cols=2)
        inner.rows[0].cells[0].text = "inderst til venstre"
        inner.rows[0].cells[1].text = "inderst til højre"

    lines = lines_of(table(("Tid", "Emne"), ("9.00", "Velkomst\nog kaffe")), nested)
    assert texts(lines) == ["Tid", "Emne", "9.00", "Velkomst", "og kaffe", "inderst til venstre", "inderst til højre"]
    assert [(line.cell.table, line.cell.row, line.cell.column) for line in lines if line.cell] == [
        (0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1), (0, 1, 1), (1, 0, 1), (1, 0, 1),
    ]  # fmt: skip


def test_page_headers_and_footers_are_read_once() -> None:
    def margins(document: WordDocument) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.header.paragraphs[0].text = "Solby Kommune"
        section.first_page_header.paragraphs[0].text = "Solby Kommune"
        section.footer.paragraphs[0].text = "Sag 12-34"

    lines = lines_of(text("Tekst"), margins)
    assert [(line.text, line.place) for line in lines] == [
        ("Solby Kommune", LinePlace.HEADER),
        ("Tekst", LinePlace.BODY),
        ("Sag 12-34", LinePlace.FOOTER),
    ]


def test_tracked_changes_are_read_as_accepted_and_deletions_marked() -> None:
    lines = lines_of(
        xml(
            '<w:p><w:r><w:t xml:space="preserve">Vi mødes </w:t></w:r>'
            '<w:del w:id="1" w:author="x"><w:r><w:delText>to gange</w:delText></w:r></w:del>'
            '<w:ins w:id="2" w:author="x"><w:r><w:t>en gang</w:t></w:r></w:ins></w:p>'
        ),
        xml('<w:p><w:moveFrom w:id="3" w:author="x"><w:r><w:t>flyttet</w:t></w:r></w:moveFrom></w:p>'),
        xml('<w:p><w:moveTo w:id="4" w:author="x"><w:r><w:t>flyttet</w:t></w:r></w:moveTo></w:p>'),
    )
    assert [(line.text, line.place) for line in lines] == [
        ("Vi mødes en gang", LinePlace.BODY),
        ("to gange", LinePlace.STRUCK_OUT),
        ("flyttet", LinePlace.BODY),
    ]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    lines = lines_of(
        xml('<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr><w:r><w:t>Data og </w:t></w:r></w:p>'),
        xml("<w:p><w:r><w:t>trivsel</w:t></w:r></w:p>"),
    )
    assert texts(lines) in (["Data og trivsel"], ["Data ogtrivsel"])


@pytest.mark.parametrize(
    "content",
    [
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Indhold</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:p><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>Indhold</w:t></w:r></w:sdtContent></w:sdt></w:p>",
        '<w:p><w:smartTag w:element="x"><w:r><w:t>Indhold</w:t></w:r></w:smartTag></w:p>',
        '<w:customXml w:element="x"><w:p><w:r><w:t>Indhold</w:t></w:r></w:p></w:customXml>',
        '<w:p><w:fldSimple w:instr="DOCPROPERTY x"><w:r><w:t>Indhold</w:t></w:r></w:fldSimple></w:p>',
        "<w:p><m:oMath><m:r><m:t>Indhold</m:t></m:r></m:oMath></w:p>",
        "<m:oMathPara><m:oMath><m:r><m:t>Indhold</m:t></m:r></m:oMath></m:oMathPara>",
        "<w:p><w:r><w:ruby><w:rubyBase><w:r><w:t>Indhold</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
        "<w:tbl><w:tblPr/><w:tblGrid/><w:sdt><w:sdtContent><w:tr><w:tc><w:p><w:r><w:t>Indhold</w:t></w:r></w:p></w:tc></w:tr>"
        "</w:sdtContent></w:sdt></w:tbl>",
    ],
    ids=[
        "block control",
        "inline control",
        "smart tag",
        "custom xml",
        "field",
        "formula",
        "formula block",
        "ruby",
        "row control",
    ],
)
def test_no_wrapper_hides_text(content: str) -> None:
    assert texts(lines_of(xml(content))) == ["Indhold"]


def test_a_text_box_is_read_once_though_word_stores_it_twice() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Husk madpakke</w:t></w:r></w:p></w:txbxContent>"
    lines = lines_of(
        xml(
            "<w:p><w:r><w:t>Ved siden af</w:t></w:r><w:r><mc:AlternateContent>"
            f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>"
        )
    )
    assert [(line.text, line.place) for line in lines] == [
        ("Ved siden af", LinePlace.BODY),
        ("Husk madpakke", LinePlace.TEXT_BOX),
    ]


def test_a_picture_is_replaced_by_its_description() -> None:
    drawing = (
        '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{}"/><a:graphic>'
        '<a:graphicData uri="x"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"/></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )
    described, bare = lines_of(xml(drawing.format("Årshjul med fire felter")), xml(drawing.format("")))
    assert "Årshjul med fire felter" in described.text
    assert described.place is bare.place is LinePlace.PICTURE


def test_a_link_keeps_its_address() -> None:
    def link(document: WordDocument) -> None:
        target = document.part.relate_to("https://solby.example/data", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        xml(f'<w:p><w:hyperlink r:id="{target}"><w:r><w:t>Læs mere</w:t></w:r></w:hyperlink></w:p>')(document)

    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://solby.example/b" '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Også her</w:t></w:r><w:r>'
        '<w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert texts(lines_of(link, xml(field))) == [
        "Læs mere (https://solby.example/data)",
        "Også her (https://solby.example/b)",
    ]


def test_notes_and_comments_follow_their_text() -> None:
    def comment(document: WordDocument) -> None:
        paragraph = document.add_paragraph("Data")
        document.add_comment(paragraph.runs, text="Skal vi skrive tal?", author="x")

    lines = lines_of(comment, text("Efter"))
    assert [(line.text, line.place) for line in lines] == [
        ("Data", LinePlace.BODY),
        ("Skal vi skrive tal?", LinePlace.COMMENT),
        ("Efter", LinePlace.BODY),
    ]


def test_footnotes_are_read_where_they_are_referred_to() -> None:
    data = word(
        xml('<w:p><w:r><w:t>Trivsel</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'), text("Efter")
    )

    def add_notes(parts: dict[str, bytes]) -> None:
        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        note = "<w:footnote {}><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:footnote>"
        parts["word/footnotes.xml"] = (
            f"<w:footnotes {space}>"
            + note.format('w:id="0" w:type="separator"', "streg")
            + note.format('w:id="2"', "Målt hvert år")
            + "</w:footnotes>"
        ).encode()
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
        rels = parts["word/_rels/document.xml.rels"].decode()
        rel = f'<Relationship Id="rIdNotes" Type="{kind}" Target="footnotes.xml"/></Relationships>'
        parts["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", rel).encode()
        types = parts["[Content_Types].xml"].decode()
        part = (
            '<Override PartName="/word/footnotes.xml" ContentType="application/'
            'vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
        )
        parts["[Content_Types].xml"] = types.replace("</Types>", part).encode()

    lines = read_document(repacked(data, add_notes), "skabelon.docx")
    assert [(line.text, line.place) for line in lines] == [
        ("Trivsel", LinePlace.BODY),
        ("Målt hvert år", LinePlace.FOOTNOTE),
        ("Efter", LinePlace.BODY),
    ]


def test_a_table_of_contents_is_not_taken_for_headings() -> None:
    lines = lines_of(
        xml(
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
            "<w:sdtContent><w:p><w:r><w:t>Dagsorden</w:t></w:r><w:r><w:tab/><w:t>3</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )
    )
    assert [(line.text, line.place) for line in lines] == [("Dagsorden 3", LinePlace.CONTENTS)]


def test_a_paragraph_is_bold_only_when_all_of_it_is() -> None:
    def add(document: WordDocument) -> None:
        document.add_paragraph().add_run("Helt fed").bold = True
        half = document.add_paragraph("Halvt ")
        half.add_run("fed").bold = True

    assert [line.bold for line in lines_of(add)] == [True, False]
