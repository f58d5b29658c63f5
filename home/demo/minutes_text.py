"""The demo's minutes, agreements, examples and initiatives. Our own text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoAgreement:
    text: str
    owner: str  # "unit" or "administration"
    detail: str
    weeks: int  # from the meeting to the day it is due
    initiative: str = ""


SECTIONS = [
    "Vi så elevernes og børnenes egne billeder først. De viste steder, de voksne ikke havde tænkt på som vigtige. Tallene for "
    "trivsel er stort set som sidste år; forskellene er så små, at de kan være tilfældige. Det, der undrede os mest, var "
    "tiden lige efter frikvarter og frokost.",
    "Makkerordningen og de små grupper har ændret hverdagen for de børn, der stod alene. Ledelsesteamet bruger nu den "
    "første halve time af hvert møde på at se på praksis sammen. Det er svært at nå på tværs af afdelinger.",
    "Enheden fortalte om sine egne indsatser. Vi talte om, hvordan man holder fast, når hverdagen presser, og om hvem der "
    "kan hjælpe, når noget ikke virker.",
    "Alle sagde én ting, de tager med herfra. Billederne og børnenes ord gjorde samtalen mere konkret end sidste år.",
]
ADJUST_FRAME = [
    "Pausen må gerne ligge lidt tidligere, og mødet må gerne holdes hos os.",
    "Vi fik for lidt tid til »Jeres egne indsatser«. Giv punktet mere tid, og skær lidt af de fælles indsatser.",
    "Fire timer er lang tid for medarbejderrepræsentanten. Kan mødet deles i to?",
    "Det var godt at begynde med børnenes egne billeder. Behold det.",
]
ADJUST_CONTENT = [
    "Send spørgsmålene til de fælles indsatser ud to uger før.",
    "Under »Vores fælles indsatser« var der for mange spørgsmål. To er nok.",
    "Punkt 1 mangler et spørgsmål om de børn, vi ikke har data om.",
]

AGREEMENTS = [
    DemoAgreement("Alle klasser og stuer afprøver en fast modtagelse efter frikvarter eller frokost", "unit", "Ledelsesteamet", 16,
                  "Fællesskaber for alle"),
    DemoAgreement("Konsulenten deltager i to teammøder om at læse data sammen", "administration", "Konsulenten", 12,
                  "Data i hverdagen"),
    DemoAgreement("Bestyrelsen drøfter forældrenes rolle i børnenes fællesskaber", "unit", "Aftaleholderen", 24, ""),
    DemoAgreement("Forvaltningen undersøger, om to enheder kan dele en vejleder i sprog", "administration", "Chefen", 20,
                  "Sprog og deltagelse"),
    DemoAgreement("Ledelsesteamet bruger den første halve time af hvert møde på en praksisfortælling", "unit", "Ledelsesteamet", 14,
                  "Data i hverdagen"),
    DemoAgreement("Alle børn får en rundvisning i deres nye hus eller klasse før sommer", "unit", "Overgangsgruppen", 28,
                  "Fællesskaber for alle"),
    DemoAgreement("Forvaltningen samler gode eksempler på børns deltagelse til lederforum", "administration", "Konsulenten", 18,
                  "Sprog og deltagelse"),
    DemoAgreement("Vi prøver en ugentlig udedag for alle årgange i et halvt år og tæller konflikterne", "unit", "Teamlederne", 26,
                  "Udeliv"),
]  # fmt: skip

#: Remarks on the draft, with the answer of the leader. The first stays beside the minutes, the second is taken in.
REMARKS = [
    (
        "Vi talte også om de børn, der ikke har en makker i klassen. Det vil jeg gerne have med.",
        "Det var først efter mødet, vi talte om det. Vi tager det op på næste møde i ledelsesteamet.",
    ),
    ("Det var medarbejderne, der foreslog den fælles tid til at se på praksis.", "Tak, det er rettet."),
]

FOLLOW_UPS = {
    "in_progress": "Vi er i gang i halvdelen af klasserne. De andre begynder efter ferien.",
    "fulfilled": "Det er gjort, og vi holder fast i det.",
    "dropped": "Vi valgte at samle kræfterne om modtagelsen efter frikvarter i stedet.",
    "carried_over": "Vi nåede det ikke. Det er med på det næste møde.",
}

#: What is written at a follow-up talk, by the leader and by the head of area.
TALK_LINES = [
    "Vi er kommet godt i gang og ser de første forskelle. Resten er med efter ferien.",
    "Det går langsommere end ventet. Vi ser på det sammen igen, når det nye skoleår er begyndt.",
]
TALK_SUMMARY = "Vi talte også om overgangen mellem dagtilbud og skole. Det tager vi op på næste dialogmøde."

RETURN_REASON = "Tak for et grundigt referat. Skriv gerne ind, hvem der har ansvaret for aftalen om sprogvejlederen, så den ikke bliver glemt."

EXAMPLES = [
    {
        "title": "Makkere, der skifter hver fredag",
        "did": "Vi satte eleverne sammen to og to med en ny makker hver fredag og begyndte det første frikvarter med en fælles leg. "
        "De voksne gik med ud de første tre uger.",
        "saw": "Færre stod alene. Børnene begyndte selv at minde hinanden om makkeren, og konflikterne efter frikvarteret blev kortere.",
        "learnt": "Ordningen virkede først, da vi voksne var synlige. Den skal have tid, før børnene bærer den selv.",
        "others_can_use": "Begynd i én årgang. Lav en fast seddel med ugens makkere, og aftal, hvem der går med ud hvornår.",
        "scene": "forest",
        "alt": "En lysning i skoven med et bål og tre stammer at sidde på",
        "initiative": "Fællesskaber for alle",
    },
    {
        "title": "Små grupper, når dagen begynder",
        "did": "Vi delte børnene i grupper på seks fra klokken ni til ti, hver med sin egen voksne og sit eget rum.",
        "saw": "De børn, der plejede at se til, blev en del af legen. De voksne nåede at tale med alle.",
        "learnt": "Det er ikke rummet, men roen og den samme voksne, der gør forskellen.",
        "others_can_use": "Tegn dagen op time for time, og find den ene time, hvor I kan være færrest børn sammen.",
        "scene": "blocks",
        "alt": "Et højt tårn af farvede klodser på et trægulv",
        "initiative": "Fællesskaber for alle",
    },
    {
        "title": "Børnene viser os rundt",
        "did": "Otte børn viste to voksne rundt i huset og pegede på de bedste og de værste steder. Vi tog billeder af stederne, "
        "aldrig af børnene.",
        "saw": "De bedste steder var små og halvt skjulte. Det værste sted var garderoben klokken fire.",
        "learnt": "Vi havde indrettet efter overblik. Børnene valgte efter ro.",
        "others_can_use": "En rundvisning tager en halv time og kræver kun en telefon. Sig til børnene, hvad I vil bruge den til.",
        "scene": "reading",
        "alt": "Læsehjørne med reoler, lampe og puder",
        "initiative": "Sprog og deltagelse",
    },
    {
        "title": "Ti minutter efter frikvarter",
        "did": "Den voksne stod i døren og tog imod hver elev efter hvert frikvarter i seks uger.",
        "saw": "Undervisningen kom hurtigere i gang, og eleverne fortalte om konflikterne, før de voksede.",
        "learnt": "De første ti minutter er undervisning. Vi planlægger dem nu.",
        "others_can_use": "Tæl minutterne i en uge, før I begynder, og igen bagefter. Det er nok til at se forskellen.",
        "scene": "classroom",
        "alt": "Klasselokale med borde i grupper ved vinduerne",
        "initiative": "Data i hverdagen",
    },
    {
        "title": "Bestyrelsen på besøg i hverdagen",
        "did": "Hvert medlem af bestyrelsen fulgte en klasse en formiddag og skrev tre ting ned, der overraskede.",
        "saw": "Bestyrelsens møder kom til at handle om børnene i stedet for om regler. Forældrene spurgte mere og foreslog mere.",
        "learnt": "Det, man har set, kan man tale om. Det er en lille indsats for en stor forskel.",
        "others_can_use": "Send invitationen tidligt, og giv alle de samme tre spørgsmål med.",
        "scene": "classroom",
        "alt": "Klasselokale med borde i grupper ved vinduerne",
        "initiative": "Fællesskaber for alle",
    },
    {
        "title": "Et sprog for vejret",
        "did": "Vi begyndte hver dag ude med fem minutter, hvor børnene fandt ord for vejret, også på deres eget sprog.",
        "saw": "Børn, der sjældent sagde noget i samling, talte mest. Ordene kom igen i legen om eftermiddagen.",
        "learnt": "Ord sætter sig, når kroppen er med.",
        "others_can_use": "Gå ud, før I forklarer. Lad børnene give jer ordene, og skriv dem op ved døren.",
        "scene": "water",
        "alt": "Papirbåde på vandet",
        "initiative": "Sprog og deltagelse",
    },
]

INITIATIVES = [
    ("Fællesskaber for alle", True, "Alle børn har nogen at være sammen med, hver dag."),
    ("Data i hverdagen", True, "Vi ser på børnenes hverdag sammen, før vi vælger, hvad vi ændrer."),
    ("Sprog og deltagelse", True, "Alle børn kommer til orde."),
    ("Udeliv", False, "Lokale indsatser om natur og bevægelse."),
]
