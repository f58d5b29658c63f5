"""Preview values of the blocks, shown to the editor before one is chosen. They are content and therefore Danish."""

AGENDA_ITEM: dict[str, object] = {
    "title": "Arbejdet med de nationale og kommunale mål",
    "minutes": 60,
    "time_note": "",
    "applies_to": "all",
    "is_break": False,
    "is_open": True,
    "owner": "unit",
    "purpose": "At se på børnenes læring og trivsel sammen.",
    "questions": ["Hvad siger vores data?", "Hvad er vi optaget af?"],
    "parts": [],
    "perspectives": [
        {"perspective": "children", "examples": "Børnenes egne ord, tegninger og valg", "applies_to": "all"},
        {"perspective": "parents", "examples": "Tilfredshedsmåling", "applies_to": "all"},
    ],
    "required_data": [{"text": "Data fra trivselsmålingen", "applies_to": "school"}],
    "focus": [{"topic": "Fællesskaber for alle", "applies_to": "all"}],
    "local_topics": [],
}
KEPT_TEXT: dict[str, object] = {"text": "Husk at booke et lokale med projektor.", "where": "Deltagere"}
PARTICIPANT: dict[str, object] = {
    "role": "board_representative",
    "requirement": "must",
    "applies_to": "school",
    "note": "Skolens bestyrelsesrepræsentant indkaldes altid.",
}
PREPARATION_STEP: dict[str, object] = {
    "kind": "initial",
    "title": "Indledende møde med konsulenten",
    "duration": "1-2 timer",
    "text": "Vi afgør, hvilke data I samler, og hvad I vil undersøge.",
}
SENTENCE = "Et bedre afsæt for at prioritere indsatserne."
