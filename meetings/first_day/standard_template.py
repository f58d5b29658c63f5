"""The standard template, for a municipality without a document of its own. Content, so in Danish."""

from meetings.template.pages import TemplatePage

TITLE = "Dialogmøde mellem enhed og forvaltning"
PURPOSE = (
    "Enhedens ledelse og forvaltningen undersøger sammen, hvad der lykkes for børnene, hvad der er svært, og hvad der "
    "skal ske det næste år."
)
CONTRIBUTES_TO = (
    "Vi ser børnenes hverdag fra flere sider.",
    "Enheden vælger, hvad der er vigtigst det næste år.",
    "Forvaltningen får øje på, hvor der er brug for hjælp, og hvad andre kan lære af.",
)
#: Role, requirement, kind of unit.
PARTICIPANTS = (
    ("agreement_holder", "must", "all"),
    ("leadership_team", "must", "all"),
    ("staff_representative", "must", "all"),
    ("board_representative", "may", "all"),
    ("head_of_area", "must", "all"),
    ("consultant", "must", "all"),
)
PREPARATION = (
    (
        "initial",
        "Indledende møde med konsulenten",
        "1-2 timer",
        8,
        "I aftaler, hvem der samler hvilke data.",
    ),
    (
        "full_day",
        "Heldagsmøde om data",
        "En dag",
        3,
        "I vælger sammen med konsulenten, hvad mødet skal se.",
    ),
)
#: Title, minutes, questions; without questions a break.
AGENDA: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("Velkomst og siden sidst", 20, ("Hvad er der sket med aftalerne fra det seneste møde?",)),
    (
        "Børnenes læring, udvikling og trivsel",
        70,
        (
            "Hvad viser enhedens data om børnenes læring, udvikling og trivsel?",
            "Hvad fortæller børnene selv?",
            "Hvad er vi stolte af, og hvad undrer vi os over?",
        ),
    ),
    ("Pause", 15, ()),
    (
        "Enhedens indsatser",
        60,
        (
            "Hvad er der kommet ud af årets indsatser?",
            "Hvilke udfordringer er der?",
            "Hvad vil enheden gerne have hjælp til fra forvaltningen?",
        ),
    ),
    ("Samarbejde med forældre og bestyrelse", 30, ("Hvordan oplever forældrene samarbejdet?",)),
    ("Aftaler for det næste år", 45, ("Hvad aftaler vi, hvem har ansvaret, og hvornår ser vi på det igen?",)),
)
FOLLOW_UP = (
    "Deltagerne kan skrive bemærkninger til referatet, før chefen godkender det.",
    "Aftaleholderen og chefen følger op på aftalerne efter tre måneder.",
    "De gode eksempler vises på lederforum.",
)


def standard_template(school_year: str) -> TemplatePage:
    """Return the page, unsaved."""
    page = TemplatePage(
        title=f"{TITLE} {school_year}",
        slug=school_year.replace("/", "-"),
        school_year=school_year,
        purpose=PURPOSE,
        total_minutes=sum(minutes for _title, minutes, _questions in AGENDA),
        frequency="En gang om året, cirka fire timer med pause.",
        responsible="Aftaleholderen indkalder til mødet. Konsulenten hjælper med at forberede det.",
        live=False,
    )
    page.contributes_to = [("sentence", text) for text in CONTRIBUTES_TO]
    page.participants = [
        _block("participant", role=role, requirement=requirement, applies_to=kind, note="")
        for role, requirement, kind in PARTICIPANTS
    ]
    page.preparation = [
        _block("step", kind=kind, title=title, duration=duration, weeks_before=weeks, text=text)
        for kind, title, duration, weeks, text in PREPARATION
    ]
    page.agenda = [
        _block("item", title=title, minutes=minutes, is_break=not questions, questions=list(questions))
        for title, minutes, questions in AGENDA
    ]
    page.follow_up = [("sentence", text) for text in FOLLOW_UP]
    return page


def _block(name: str, /, **value: object) -> dict[str, object]:
    return {"type": name, "value": value}
