"""The demo's municipality: its units and its people. Every name is made up."""

from dataclasses import dataclass

from accounts.roles import Role
from meetings.units.enums import UnitKind

DOMAIN = "demo.example"
PASSWORD = "demo-laeringsrum"  # noqa: S105 - printed by `make demo`, refused under production settings


@dataclass(frozen=True)
class DemoUnit:
    slug: str
    title: str
    kind: UnitKind
    leader: str
    address: str
    profile: str


UNITS = [
    DemoUnit(
        "skovskolen", "Skovskolen", UnitKind.SCHOOL, "Karen Lykke", "Skovbrynet 12",
        "Vi er en skole med 420 elever fra 0. til 9. klasse og skoven lige uden for døren. Hver uge har alle klasser "
        "mindst to lektioner ude.\n\nI år arbejder vi især med fællesskaber i klassen: at alle børn har nogen at være "
        "sammen med, også når det ringer ud.",
    ),
    DemoUnit(
        "bakkeskolen", "Bakkeskolen", UnitKind.SCHOOL, "Jens Thorup", "Bakkevej 3",
        "Bakkeskolen har to spor og et stærkt samarbejde med byens foreninger. Vi bruger elevernes egne mål som "
        "omdrejningspunkt i samtalerne med hjemmet.",
    ),
    DemoUnit(
        "aaskolen", "Åskolen", UnitKind.SCHOOL, "Mette Vestergaard", "Åstien 20",
        "En lille skole ved åen, hvor indskolingen og SFO'en deler både lokaler og voksne.",
    ),
    DemoUnit(
        "fjordskolen", "Fjordskolen", UnitKind.SCHOOL, "Henrik Dalgaard", "Fjordgade 48",
        "Vi er kommunens største skole og har de seneste år bygget et udskolingsmiljø op omkring projekter og valghold.",
    ),
    DemoUnit(
        "markskolen", "Markskolen", UnitKind.SCHOOL, "Birgitte Holm", "Markvejen 7",
        "Markskolen ligger mellem landsbyerne og samler børn fra fire dagtilbud. Overgangene er vores særlige opgave.",
    ),
    DemoUnit(
        "solstraalen", "Solstrålen", UnitKind.DAYCARE, "Anne-Sofie Bruun", "Enghaven 5",
        "Solstrålen er et børnehus med vuggestue og børnehave. Vi deler os i små grupper hver formiddag, så alle børn "
        "har en voksen tæt på.\n\nLegen er vores vigtigste læringsmiljø.",
    ),
    DemoUnit("regnbuen", "Regnbuen", UnitKind.DAYCARE, "Lone Skov", "Parkalle 31",
             "Regnbuen er et integreret børnehus midt i byen med en stor have."),
    DemoUnit("mariehoenen", "Mariehønen", UnitKind.DAYCARE, "Peter Krog", "Blomstervænget 2",
             "Mariehønen er en naturbørnehave. Vi er ude det meste af dagen, hele året."),
    DemoUnit("kastanjen", "Kastanjen", UnitKind.DAYCARE, "Dorthe Friis", "Kastanjealle 14",
             "Kastanjen har tre stuer og et fælles værksted, hvor børnene bestemmer, hvad der skal bygges."),
    DemoUnit("spiloppen", "Spiloppen", UnitKind.DAYCARE, "Rikke Enevold", "Stationsvej 9",
             "Spiloppen ligger ved stationen og har mange børn med flere sprog. Sprog er med i alt, hvad vi gør."),
    DemoUnit("birkehuset", "Birkehuset", UnitKind.DAYCARE, "Søren Lund", "Birkevej 40",
             "Birkehuset er kommunens mindste børnehus. Alle kender alle."),
    DemoUnit("havblik", "Havblik", UnitKind.DAYCARE, "Gitte Øster", "Strandvej 88",
             "Havblik ligger ved stranden. Vi bruger vandet, vinden og sandet hele året."),
]  # fmt: skip


@dataclass(frozen=True)
class DemoPerson:
    account: str  # the part of the address before @
    name: str
    role: Role
    place: str = ""  # the slug of a unit or an area


PEOPLE = [
    DemoPerson("redaktor", "Rosa Redaktør", Role.CENTRAL_EDITOR),
    DemoPerson("administrator", "Asger Administrator", Role.ADMINISTRATOR),
    DemoPerson("databeskyttelse", "Dorte Bruun", Role.DATA_PROTECTION_OFFICER),
    DemoPerson("chef-skoler", "Charlotte Skovgaard", Role.HEAD_OF_AREA, "skoler"),
    DemoPerson("chef-dagtilbud", "Claus Damgaard", Role.HEAD_OF_AREA, "dagtilbud"),
    DemoPerson("konsulent", "Katrine Bjerre", Role.CONSULTANT, "skoler"),
    DemoPerson("konsulent", "Katrine Bjerre", Role.CONSULTANT, "dagtilbud"),
    DemoPerson("team-skovskolen", "Thomas Ravn", Role.LEADERSHIP_TEAM, "skovskolen"),
    DemoPerson("medarbejder-skovskolen", "Maria Juhl", Role.STAFF_REPRESENTATIVE, "skovskolen"),
    DemoPerson("bestyrelse-skovskolen", "Bo Svendsen", Role.BOARD_REPRESENTATIVE, "skovskolen"),
    DemoPerson("afdeling-skovskolen", "Ditte Holm", Role.DEPARTMENT_LEADER, "skovskolen"),
    DemoPerson("afdeling-bakkeskolen", "Anders Rask", Role.DEPARTMENT_LEADER, "bakkeskolen"),
    DemoPerson("afdeling-solstraalen", "Lone Fisker", Role.DEPARTMENT_LEADER, "solstraalen"),
    DemoPerson("team-bakkeskolen", "Tina Høj", Role.LEADERSHIP_TEAM, "bakkeskolen"),
    DemoPerson("medarbejder-bakkeskolen", "Mikkel Ask", Role.STAFF_REPRESENTATIVE, "bakkeskolen"),
    DemoPerson("bestyrelse-bakkeskolen", "Bente Kjær", Role.BOARD_REPRESENTATIVE, "bakkeskolen"),
    DemoPerson("team-solstraalen", "Trine Lind", Role.LEADERSHIP_TEAM, "solstraalen"),
    DemoPerson("medarbejder-solstraalen", "Mona Bech", Role.STAFF_REPRESENTATIVE, "solstraalen"),
]

#: The accounts that `make demo` prints, with a description.
SHOWN_ACCOUNTS = [
    ("redaktor", "redaktør: skriver skabelonen, starter året, godkender eksempler"),
    ("administrator", "administrator: styrer hvem der er hvem"),
    ("chef-skoler", "skolechef: godkender referater"),
    ("chef-dagtilbud", "dagtilbudschef: godkender referater"),
    ("konsulent", "konsulent: forbereder og følger op"),
    ("leder-skovskolen", "aftaleholder på Skovskolen"),
    ("team-skovskolen", "ledelsesteamet på Skovskolen"),
    ("medarbejder-skovskolen", "medarbejderrepræsentant på Skovskolen"),
    ("bestyrelse-skovskolen", "bestyrelsesrepræsentant på Skovskolen"),
    ("afdeling-skovskolen", "afdelingsleder på Skovskolen: ser de forumdage, hun er inviteret til"),
    ("leder-bakkeskolen", "aftaleholder på Bakkeskolen"),
    ("leder-solstraalen", "aftaleholder i Solstrålen"),
]


def address(account: str) -> str:
    return f"{account}@{DOMAIN}"
