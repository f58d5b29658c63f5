"""The styles of a Word document: Plex, the municipality's colour, Danish."""

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

LANGUAGE = "da-DK"
FONT = "IBM Plex Sans"  # Word shows its own font where it is not installed
SIZES = {"Title": 22, "Subtitle": 11, "Heading 1": 14, "Heading 2": 11.5, "Heading 3": 10.5, "Caption": 9.5}
SOFT = RGBColor(0x55, 0x55, 0x55)


def prepare_styles(word: WordDocument, *, colour: str) -> None:
    """Set language, fonts and colours of the template that python-docx brings; add the styles Quiet and Fact."""
    brand = RGBColor.from_string(colour.lstrip("#").upper())
    _speak_danish(word)
    for name in ("Normal", "Header", "Footer", "List Bullet", "List Number", *SIZES):
        style = word.styles[name]
        _set_font(style, SIZES.get(name, 10.5))
        if name in SIZES:
            style.font.color.rgb = SOFT if name in {"Subtitle", "Caption"} else brand
            style.font.bold, style.font.italic = name not in {"Subtitle"}, False
    normal = word.styles["Normal"].paragraph_format
    normal.space_after, normal.line_spacing_rule = Pt(6), WD_LINE_SPACING.SINGLE
    _without_rule(word.styles["Title"])
    for name, size in (("Quiet", 9), ("Fact", 10.5)):
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles["Normal"]
        style.font.size = Pt(size)
        if name == "Quiet":
            style.font.color.rgb = SOFT
        else:
            style.paragraph_format.space_after = Pt(2)


def _speak_danish(word: WordDocument) -> None:
    """The language of every text that names no other, for spelling and reading aloud."""
    defaults = word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for known in defaults.findall(qn("w:lang")):
        defaults.remove(known)
    language = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), LANGUAGE)
    language.set(qn("w:bidi"), "ar-SA")
    defaults.append(language)


def _set_font(style: ParagraphStyle, size: float) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)


def _without_rule(style: ParagraphStyle) -> None:
    """The default title has a line below it."""
    settings = style.element.get_or_add_pPr()
    for line in settings.findall(qn("w:pBdr")):
        settings.remove(line)
