"""The text of the demo's template, with the focus topics of three years. Our own text."""

from foundation.text.json_object import JsonObject

PURPOSE = (
    "Mødet er et læringsrum. Ledelsen i skolen eller dagtilbuddet og forvaltningen undersøger sammen, hvad der lykkes for "
    "børnene, hvad der er svært, og hvad vi hver især skal gøre for, at det bliver bedre."
)
CONTRIBUTES_TO = [
    "Vi bliver klogere på børnenes hverdag, fordi vi ser på den fra flere sider.",
    "Enheden får et godt grundlag for at vælge, hvad der er vigtigst det næste år.",
    "Forvaltningen får øje på, hvor der er brug for hjælp, og hvad andre kan lære af.",
]
RESPONSIBLE = "Aftaleholderen indkalder til mødet og finder et lokale. Konsulenten hjælper med at forberede."
FREQUENCY = "En gang om året, cirka fire timer med pause, i efteråret eller vinteren."
PARTICIPANTS: list[dict[str, str]] = [
    {"role": "agreement_holder", "requirement": "must", "applies_to": "all", "note": ""},
    {"role": "leadership_team", "requirement": "must", "applies_to": "all", "note": ""},
    {"role": "staff_representative", "requirement": "must", "applies_to": "all", "note": ""},
    {"role": "board_representative", "requirement": "must", "applies_to": "school", "note": "Har ret til at deltage."},
    {"role": "board_representative", "requirement": "may", "applies_to": "daycare", "note": ""},
    {"role": "head_of_area", "requirement": "must", "applies_to": "all", "note": "Leder mødet."},
    {"role": "consultant", "requirement": "must", "applies_to": "all", "note": ""},
]
PREPARATION: list[dict[str, str | int]] = [
    {
        "kind": "initial",
        "title": "Indledende møde med konsulenten",
        "duration": "1-2 timer",
        "weeks_before": 8,
        "text": "I aftaler, hvilke data I samler, hvad de skal handle om, og hvem der gør hvad.",
    },
    {
        "kind": "full_day",
        "title": "Heldagsmøde om data",
        "duration": "En dag",
        "weeks_before": 3,
        "text": "Ledelsesteamet, konsulenten og eventuelt et par medarbejdere læser data sammen og vælger, hvad mødet skal se.",
    },
]
FOLLOW_UP = [
    "Aftaleholderen og chefen følger op på aftalerne, første gang efter tre måneder.",
    "De gode eksempler vises på lederforum, så andre kan bruge dem.",
]
GOALS = [
    # name, kind: our own wording of typical goals
    ("Alle elever skal blive så dygtige, de kan", "national"),
    ("Elevernes trivsel skal styrkes", "national"),
    ("Alle børn oplever, at de hører til", "municipal"),
    ("Børn har indflydelse på deres hverdag", "municipal"),
    ("Den styrkede pædagogiske læreplan", "theme"),
    ("Overgange", "theme"),
]
FOCUS: dict[int, list[tuple[str, str]]] = {
    # years before this one -> (topic, applies to)
    2: [("Sprog i alle fag og i al leg", "all"), ("Samarbejde med forældrene", "all")],
    1: [("Børns deltagelse", "all"), ("Overgangen fra dagtilbud til skole", "all"), ("Fravær, der bekymrer", "school")],
    0: [
        ("Fællesskaber for alle børn", "all"),
        ("Ledelsesteamet som lærende fællesskab", "all"),
        ("Skoleprofilen og elevernes trivsel", "school"),
    ],
}


def agenda(years_ago: int) -> list[JsonObject]:
    """Return the agenda items as values of AgendaItemBlock."""
    focus = [{"topic": topic, "applies_to": applies_to} for topic, applies_to in FOCUS[years_ago]]
    empty: dict[str, object] = {
        "applies_to": "all", "is_break": False, "is_open": True, "owner": "unit", "purpose": "", "questions": [],
        "parts": [], "perspectives": [], "required_data": [], "focus": [], "local_topics": [],
    }  # fmt: skip
    return [
        empty
        | {
            "title": "Hvad fortæller vores data om børnene?",
            "minutes": 60,
            "purpose": "Vi ser på de mål, der gælder for alle, gennem enhedens egne data: både tal, billeder og fortællinger.",
            "questions": ["Hvad lægger vi mærke til?", "Hvad undrer os?", "Hvem mangler vi at høre fra?"],
            "perspectives": [
                {"perspective": "children", "examples": "Børnenes egne fotos, samtaler, tegninger og trivselsmålinger"},
                {"perspective": "staff", "examples": "Social kapital, arbejdspladsvurdering og observationer"},
                {"perspective": "parents", "examples": "Tilfredshedsmåling og samtaler på forældremøder"},
            ],
            "required_data": [
                {"text": "Progression i elevernes læring og udvikling", "applies_to": "school"},
                {"text": "Elevernes fravær", "applies_to": "school"},
                {"text": "Den nationale trivselsmåling", "applies_to": "school"},
            ],
        },
        empty
        | {
            "title": "Vores fælles indsatser",
            "minutes": 85,
            "is_open": False,
            "owner": "administration",
            "purpose": "Hvordan arbejder I med det, vi har valgt sammen i hele kommunen?",
            "questions": [
                "Hvad er lykkedes, og hvordan ved I det?",
                "Hvad er svært?",
                "Hvilken hjælp har I brug for fra os?",
            ],
            "focus": focus,
            "brings": "strategic",
        },
        empty | {"title": "Pause", "minutes": 15, "is_break": True, "is_open": False, "owner": "administration"},
        empty
        | {
            "title": "Jeres egne indsatser",
            "minutes": 50,
            "purpose": "I vælger et par indsatser, som I er optaget af lige nu.",
            "questions": ["Hvad er I optaget af?", "Hvad kan vi lære af det?", "Hvad tager vi med videre?"],
            "brings": "own",
        },
        empty
        | {
            "title": "Aftaler og afrunding",
            "minutes": 30,
            "purpose": "Vi samler op og aftaler, hvem der gør hvad hvornår.",
            "questions": ["Hvad tager vi med herfra?", "Hvad skal vi ændre ved rammen eller indholdet næste år?"],
        },
    ]
