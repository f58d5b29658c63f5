"""Names of persons are found; places, things and other words that look like names are not."""

import pytest

from meetings.template.importing.people.person_names import names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("konsulenter fra forvaltningen (Ina og Lena) og evt. medarbejdere", ["Ina", "Lena"]),
        ("konsulenter fra forvaltningen (Tanita og Yrsa)", ["Tanita", "Yrsa"]),
        ("Skolechef Karitta Mønsted", ["Karitta Mønsted"]),
        ("konsulent K. B. Hansen", ["K. B. Hansen"]),
        ("Kontakt: Birthe Lund, tlf. 12", ["Birthe Lund"]),
        ("Velkomst Lena Mørk", ["Lena Mørk"]),
        ("Hanne Vestergård", ["Hanne Vestergård"]),
        ("Deltagere: Anne, Bo og Christian", ["Anne", "Bo", "Christian"]),
        ("Oplæg af Fatima Al-Hassan", ["Fatima Al-Hassan"]),
        ("Lenas oplæg", ["Lena"]),
        ("v/ Ole Olsen og Per Iversen", ["Ole Olsen", "Per Iversen"]),
        ("mvh Mette", ["Mette"]),
        ("skriv til hanne.holm@solby.example", ["hanne.holm@solby.example"]),
        ("Ida-Marie byder velkommen", ["Ida-Marie"]),
    ],
)
def test_names_are_found(text: str, names: list[str]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Fællesskaber for alle",
        "Opstart på arbejdet med udmøntningen af politikken Fællesskaber for alle",
        "Særskilt for skoleområdet:",
        "Ansvarlig: Aftaleholder er ansvarlig for indkaldelse",
        "Ansvarlig: Skolelederen",
        "Referent: Konsulenten",
        "konsulent (Børn og Unge)",
        "medarbejdere (Skovskolen og Bakkeskolen)",
        "Formand Skolebestyrelsen",
        "Leder Dagtilbud Nord",
        "Anna Anchers Vej 3",
        "Tove Ditlevsens Plads",
        "Søren Kierkegaards Skole",
        "Frida Kahlo-skolen",
        "Børnehuset Elverdal",
        "i Nørre Lund",
        "Solby Kommune",
        "Bo bedst på skolen",
        "Per elev bruges 20 minutter",
        "Liv og trivsel",
        "Dag 1: Maj måned",
        "Hans opgave er at samle op",
        "Styrk Klassen og Processen",
        "Udvikling af ledelsesteamet som et PLF",
        "skole@solby.example",
        "APV, TR og AMR",
        "Marte Meo og Den Styrkede Læreplan",
        "Kontakt: Center for Læring",
    ],
)
def test_other_words_are_not_names(text: str) -> None:
    assert names_in(text) == []
