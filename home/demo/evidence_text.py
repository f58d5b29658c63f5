"""The contributions of the demo's units. Our own text: no real children, no real events."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Photo:
    scene: str
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class DemoEvidence:
    """One contribution: `kind` is an EvidenceKind, `fields` are the values of its block."""

    kind: str
    title: str
    perspective: str
    item: int  # position of the agenda item
    fields: dict[str, str] = field(default_factory=dict)
    photos: tuple[Photo, ...] = ()
    source: str = ""
    film: str = ""  # a scene to pan over
    transcript: str = ""
    sound: bool = False


SCHOOL = [
    DemoEvidence(
        "photos", "Her har vi det godt", "children", 0, {},
        (
            Photo("forest", "En lysning i skoven med et bål og tre stammer at sidde på", "Bålpladsen: »Her må man godt være stille.«"),
            Photo("classroom", "Klasselokale med borde i grupper ved vinduerne", "Gruppebordene ved vinduet"),
            Photo("reading", "Læsehjørne med reoler, lampe og puder", "Læsehjørnet, som 3. klasse selv har indrettet"),
        ),
        "Elevernes egne fotos, fotovandring i uge 38",
    ),
    DemoEvidence(
        "practice_narrative", "Da makkerne skiftede hver fredag", "staff", 1,
        {
            "situation": "I 4. klasse stod de samme fire elever ofte alene i frikvarteret. Læreren og pædagogen havde talt med "
            "dem hver for sig, men intet ændrede sig.",
            "action": "Vi indførte makkere, der skifter hver fredag, og en fælles leg i det første frikvarter. De voksne var "
            "med de første tre uger.",
            "effect": "Efter seks uger talte vi igen: tre af de fire havde nogen at være sammen med hver dag. Den fjerde har "
            "stadig brug for en voksen tæt på.",
            "learning": "Det virkede først, da vi selv gik med ud. Rammen skal være synlig, til børnene bærer den selv.",
        },
        (), "Logbog fra 4. klasses team",
    ),
    DemoEvidence(
        "observation", "Overgangen fra frikvarter til time", "staff", 0,
        {
            "focus": "Hvad sker der i de første ti minutter efter frikvarteret?",
            "text": "Ti observationer i fire klasser. Hvor den voksne stod i døren og tog imod, var klassen i gang efter fire "
            "minutter. Ellers gik der ni. Eleverne fortæller selv, at konflikter fra gården følger med ind.",
        },
        (), "Observationer i uge 40 og 41",
    ),
    DemoEvidence(
        "childrens_voice", "»Man skal kunne sige, at man ikke forstår det«", "children", 0,
        {
            "words": "»Jeg rækker hånden op, når jeg er helt sikker.«\n»Det er nemmere at spørge, når vi sidder tre.«\n»Hvis man "
            "siger noget forkert, er der nogen, der kigger.«",
            "age_band": "5. og 6. klasse",
            "how_told": "Eleverne fik at vide, at vi bruger det anonymt på et møde om skolen, og at de kunne lade være.",
        },
        (), "Fokusgrupper, fire gange seks elever",
    ),
    DemoEvidence(
        "film", "Papirbådene: en dag i værkstedet", "children", 3, {}, (), "Optaget af 7. klasse", "water",
        "Filmen viser papirbåde på vandet. En elev fortæller: Vi skulle bygge noget, der kunne flyde med fem mønter i. Den "
        "tredje båd holdt.",
    ),
    DemoEvidence(
        "story", "Den morgen, hvor klokken ikke ringede", "staff", 0,
        {
            "text": "Klokken var gået i stykker, og ingen nåede at sige det videre. Alligevel begyndte eleverne at gå ind, da "
            "de største rejste sig fra bænken. De små fulgte efter, og lidt efter var gården tom.\n\nVi havde troet, at klokken "
            "styrede skiftet. Det viste sig, at det gjorde **eleverne**. Nu lader vi være med at ringe i en uge og ser:\n"
            "- hvem der går først ind\n- hvem der bliver ude\n- hvor længe der er uro",
        },
        (Photo("classroom", "Klasselokale med borde i grupper ved vinduerne", "Klassen, fem minutter efter"),),
        "Fortalt på et teammøde",
    ),
]  # fmt: skip

DAYCARE = [
    DemoEvidence(
        "photos", "Tårnet, der måtte vælte", "children", 0, {},
        (
            Photo("blocks", "Et højt tårn af farvede klodser på et trægulv", "Tårnet lige før det væltede for tredje gang"),
            Photo("drawing", "Farvetegning af et hus, en sol, et træ og to figurer", "»Det er os to, der bygger«"),
        ),
        "Fotos fra stuen, uge 39",
    ),
    DemoEvidence(
        "practice_narrative", "Den stille dreng og murskeen", "staff", 1,
        {
            "situation": "Et barn på tre år stod næsten hver formiddag ved hegnet og så på de andre.",
            "action": "En voksen begyndte at grave lige der, hvor han stod, uden at sige noget. Efter to dage fik han murskeen.",
            "effect": "Nu graver de fire sammen. Han taler mest, når hænderne er i gang.",
            "learning": "Vi inviterede med ord, men han tog imod med hænderne. Vi planlægger nu flere lege uden forklaring.",
        },
        (), "Praksisfortælling, drøftet på stuemøde",
    ),
    DemoEvidence(
        "observation", "Hvem taler vi med ved frokosten?", "staff", 0,
        {
            "focus": "Hvor mange gange taler en voksen med hvert barn under måltidet?",
            "text": "Fem frokoster på to stuer. Tre børn blev talt med under to gange, andre over tyve. De tre sad alle længst "
            "fra den voksne. Vi flyttede de voksnes pladser, og ugen efter var forskellen halveret.",
        },
        (), "Optælling i uge 37 og 38",
    ),
    DemoEvidence(
        "childrens_voice", "»Det bedste sted er under bordet«", "children", 0,
        {
            "words": "»Under bordet kan de store ikke se os.«\n»Jeg kan bedst lide, når vi er få.«\n»Man må gerne larme ude.«",
            "age_band": "4-5 år",
            "how_told": "Børnene viste os rundt og pegede. Vi fortalte, at vi ville vise det til dem, der bestemmer over huset.",
        },
        (), "Børnenes rundvisning, otte børn",
    ),
    DemoEvidence(
        "sound", "Sangen om regnormen", "children", 0, {"text": "De store på stuen har selv fundet på melodien."}, (),
        "Optaget i garderoben",
        transcript="Et lille stykke musik: syv toner op og ned. Børnene nynner om regnormen, der ikke vil have gummistøvler på.",
        sound=True,
    ),
]  # fmt: skip

DRAFT = DemoEvidence(
    "practice_narrative", "Forældrekaffe om morgenen", "parents", 0,
    {
        "situation": "Få forældre kom til aftenmøderne.",
        "action": "Vi prøvede kaffe i garderoben hver onsdag morgen.",
        "effect": "",
        "learning": "",
    },
)  # fmt: skip
