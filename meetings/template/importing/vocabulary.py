"""Patterns of the words with which Danish templates name their sections, labels and breaks."""

import re
from dataclasses import dataclass
from enum import StrEnum


class TemplateSection(StrEnum):
    """The parts of a template."""

    PURPOSE = "purpose"
    CONTRIBUTES = "contributes"
    PARTICIPANTS = "participants"
    LENGTH = "length"
    FREQUENCY = "frequency"
    RESPONSIBLE = "responsible"
    PREPARATION = "preparation"
    AGENDA = "agenda"
    DATA = "data"
    PERSPECTIVES = "perspectives"
    FOCUS = "focus"
    FOLLOW_UP = "follow_up"
    OTHER = "other"


# Optional end of each of the phrases below: "… til mødet", "… på det årlige dialogmøde".
_MEETING = (
    "(?:dialog|kvalitets|status|udviklings|lærings|aftale|års|tema)?-?"
    "(?:møde(?:t|r|rne)?|samtale(?:n|r|rne)?|drøftelse(?:n|r|rne)?|dialogen)"
)
_BEFORE_MEETING = "(?:til|for|med|på|i|af|ved|efter|inden|før|forud for) (?:det |dette |den |selve |de )?(?:årlige )?"
_TAIL = f"(?: {_BEFORE_MEETING}(?:{_MEETING}|dagen))?"

# Phrases that name a section when they are a whole line. START: those that do at the start of a heading.
WHOLE_LINE_HEADINGS: dict[TemplateSection, list[str]] = {
    TemplateSection.PURPOSE: [
        "(?:overordnet |mødets |baggrund og )?formål(?:et)?",
        "hvad er formålet",
        "(?:hensigt|intention|ambition|målsætning|bevæggrund|idé|ide|sigte|tanke)(?:en|t)?",
        "(?:hensigten|intentionen|ambitionen|idéen|ideen|tanken|sigtet|målet|meningen) (?:med|bag) "
        f"(?:det |dette )?(?:årlige )?{_MEETING}",
        "baggrund(?:en)? og (?:formål|hensigt|intention)(?:et|en)?",
        "mål(?:et)?(?= med )",
        f"hvorfor(?: (?:holder|har|mødes) vi)?(?: {_MEETING})?",
        f"(?:det |hvad )?(?:vil|ønsker|skal|kan) vi (?:opnå )?(?:med|bruge) {_MEETING}(?: til)?",
        f"(?:det|hvad) (?:vil vi|vi vil)(?: gerne)?(?: opnå| have ud af)?(?: med {_MEETING})?",
        f"hvad skal {_MEETING} (?:bruges til|føre til|give(?: os)?)",
    ],
    TemplateSection.CONTRIBUTES: [
        f"{_MEETING}(?: skal)? bidrager? (?:til|med)(?: at)?",
        "(?:forventet |mødets )?udbytte(?:t)?",
        "bidrag",
    ],
    TemplateSection.PARTICIPANTS: [
        "(?:mødets |faste )?deltager(?:e|ne|kreds|kredsen)?",
        "mødedeltagere",
        "deltagelse",
        "hvem(?: (?:deltager|er med|skal (?:deltage|med)))?",
    ],
    TemplateSection.LENGTH: [
        "(?:mødets )?varighed(?:en)?",
        "(?:mødets )?længde(?:n)?",
        "tid(?:sramme|sforbrug)?(?:n|en)?",
        "mødetid",
        "tidspunkt",
        "hvor (?:lang tid|længe)",
        "tid og sted",
        "(?:form og )?(?:praktiske )?rammer?(?:ne)?",
    ],
    TemplateSection.FREQUENCY: ["hyppigh?ed", "hyppeghed", "frekvens", "hvor (?:tit|ofte)", "hvornår"],
    TemplateSection.RESPONSIBLE: [
        "ansvarlige?",
        "ansvar",
        "ansvarlig for (?:indkaldelse|mødet|afholdelse)(?:n|en)?",
        "mødeansvarlig",
        "indkaldelse",
        "tovholder",
    ],
    TemplateSection.PREPARATION: [
        "(?:fælles |enhedens )?forberedelse(?:n)?",
        f"(?:inden|før|forud for|op til|optakt til) {_MEETING}",
        "forarbejde(?:t)?",
        "(?:sådan|hvordan) forbereder (?:i jer|vi os|enheden sig|man sig)",
    ],
    TemplateSection.AGENDA: [
        "(?:forslag til |mødets |dagens |fast |årets )?"
        "(?:dagsorden(?:en)?|mødeplan(?:en)?|program(?:met)?|mødeforløb|forløb)",
        "(?:drejebog|køreplan|tidsplan)(?:en)?",
        "(?:dagsordens)?punkter",
        "(?:mødets|samtalens) (?:indhold|forløb|punkter)",
        "indhold og tid",
    ],
    TemplateSection.DATA: [
        "(?:obligatoriske?|fastlagte?|krævede|fælles|påkrævede) data",
        "data(?:,? der skal medbringes|grundlag(?:et)?|materiale)?",
    ],
    TemplateSection.PERSPECTIVES: ["perspektiver(?: på data| fra .{1,40})?"],
    TemplateSection.FOCUS: [
        "(?:årets |særlige |fælles )?(?:fokus(?:områder|punkter|emner|temaer)?|temaer|indsatser)"
        r"(?: (?:i|for) (?:skoleåret )?\d{4} ?[/-] ?\d{2,4})?",
    ],
    TemplateSection.FOLLOW_UP: [
        f"efter {_MEETING}",
        f"(?:den videre )?opfølgning(?:en)?(?: (?:på|efter) {_MEETING})?",
        "efterfølgende",
        "(?:og )?(?:hvad (?:så|sker der) )?bagefter",
        "efterbehandling",
        "(?:det )?videre (?:forløb|proces|arbejde)",
        f"hvad sker der efter {_MEETING}",
    ],
}
START: dict[TemplateSection, str] = {
    TemplateSection.PURPOSE: (
        r"(?:overordnet )?formål|hensigt(?:en)? med|intention(?:en)? (?:med|bag)|hvorfor (?:holder|har|mødes)|"
        r"mål(?:et)? med (?:mødet|dialogmødet|samtalen)|baggrund og formål"
    ),
    TemplateSection.CONTRIBUTES: r"udbytte",
    TemplateSection.PARTICIPANTS: r"deltager",
    TemplateSection.LENGTH: r"varighed|tidsramme",
    TemplateSection.RESPONSIBLE: r"ansvarlig",
    TemplateSection.PREPARATION: r"forberedelse|(?:inden|før) (?:mødet|samtalen|drøftelsen)|forud for",
    TemplateSection.AGENDA: r"(?:forslag til )?dagsorden|program\b|mødets forløb|drejebog|tidsplan",
    TemplateSection.DATA: r"obligatoriske data|data,? der skal",
    TemplateSection.FOCUS: r"fokusområder|årets fokus|særligt fokus",
    TemplateSection.FOLLOW_UP: r"efter (?:dialog)?(?:mødet|samtalen|drøftelsen)|opfølgning",
}
_TIME_AFTER = r"(?:\s?(?:[(–—,-]\s?)?(?:kl\.?|ca\.?|i alt|\d).*)?"


def _any_of(section: TemplateSection) -> str:
    return f"(?:{'|'.join(WHOLE_LINE_HEADINGS[section])}){_TAIL}"


def _whole(section: TemplateSection) -> re.Pattern[str]:
    time = _TIME_AFTER if section is TemplateSection.AGENDA else ""
    return re.compile(rf"^{_any_of(section)}{time}\s?[:.?]?$", re.IGNORECASE)


IS_WHOLE = {section: _whole(section) for section in WHOLE_LINE_HEADINGS}
IS_START = {section: re.compile(rf"^(?:{pattern})", re.IGNORECASE) for section, pattern in START.items()}
IS_LABEL = {
    section: re.compile(rf"^({_any_of(section)})\s*[:?]\s+(?=\S)", re.IGNORECASE) for section in WHOLE_LINE_HEADINGS
}
# Sentences that begin a section without a heading: "Formålet med mødet er at …".
IS_SENTENCE = {
    TemplateSection.PURPOSE: re.compile(
        rf"^((?:mødets )?(?:formål(?:et)?|hensigt(?:en)?|intention(?:en)?|målet){_TAIL} er|"
        rf"{_MEETING} har til (?:formål|hensigt)|(?:vi|parterne) mødes for)\s+(?=at\b)",
        re.IGNORECASE,
    ),
    TemplateSection.PARTICIPANTS: re.compile(
        rf"^((?:mødets )?deltager(?:e|ne){_TAIL} er|(?:i|på|ved) {_MEETING} deltager)(?:\s?:)?\s(?=\S)", re.IGNORECASE
    ),
}
# Within an agenda, the names of these sections are as likely an item.
MAY_BE_ITEM = {
    TemplateSection.DATA, TemplateSection.FOCUS, TemplateSection.PERSPECTIVES, TemplateSection.LENGTH,
    TemplateSection.PURPOSE, TemplateSection.RESPONSIBLE, TemplateSection.PARTICIPANTS, TemplateSection.CONTRIBUTES,
    TemplateSection.FREQUENCY,
}  # fmt: skip

BREAK = re.compile(
    r"^(?:\w+-?)?(?:pause|frokost|kaffe|morgenmad|strækpause|(?<!for)(?<!efter)middag|formiddagskaffe|spisepause|bio-?break)",
    re.IGNORECASE,
)
TOTAL = re.compile(r"^(?:i alt|samlet(?: tid| varighed)?|total(?:t)?|sum)\b", re.IGNORECASE)
END_OF_DAY = re.compile(r"^(?:tak for (?:i dag|nu)|slut\w*|mødet slutter|farvel|på gensyn)", re.IGNORECASE)


@dataclass(frozen=True)
class SectionName:
    """A section named by a line; `is_whole`: the line says nothing else."""

    section: TemplateSection
    is_whole: bool


def section_named(text: str, *, heading: bool) -> SectionName | None:
    """Return the section that a line names, or None. Only a heading may say more ("Formål med mødet i Solby")."""
    for section, pattern in IS_WHOLE.items():
        if pattern.match(text):
            return SectionName(section, is_whole=True)
    if heading:
        for section, pattern in IS_START.items():
            if pattern.match(text):
                return SectionName(section, is_whole=False)
    return None


def label_of(text: str) -> tuple[TemplateSection, str, str] | None:
    """Split a labelled line, "Ansvarlig: Skolens leder", into (section, label, rest); None for other lines."""
    for section, pattern in IS_LABEL.items():
        if found := pattern.match(text):
            return section, found[1], text[found.end() :]
    return None


def sentence_of(text: str) -> tuple[TemplateSection, str, str] | None:
    """Split a sentence of a section, "Formålet med mødet er at …", into (section, opening, rest); None for others."""
    for section, pattern in IS_SENTENCE.items():
        if found := pattern.match(text):
            return section, found[1], text[found.end() :]
    return None
