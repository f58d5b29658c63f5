"""Templates in the styles of many municipalities, with texts of our own: Markdown by style."""

MARKDOWN = {
    "times of day on lines of their own": """
# Rammer for dialogsamtale 2026/2027

Formålet med samtalen er at styrke kvaliteten i enhederne.

**Hvem deltager?** Leder, souschef, TR og forældrebestyrelsens formand. Skolechefen er mødeleder.

## Program

kl. 9.00–9.45 Velkomst og rundvisning på hele skolen sammen med eleverne
kl. 9.45-10 Pause
kl. 10-11.30: Skolens resultater (skoler)
kl. 11.30 - 12.00 Frokost
12:00-12:45 Vores kerneopgave
- Hvad er vi stolte af?
- Hvad udfordrer os?
kl. 12.45-13 Tak for i dag

## Efter samtalen
Konsulenten skriver referat inden 14 dage.
""",
    "headings and times in words": """
# Kvalitetssamtaler i dagtilbud og skole

## 1. Formål
Samtalen skal give et fælles billede.

## 2. Deltagere
* Leder (skal)
* Pædagogisk leder
* Evt. en tillidsrepræsentant

## 3. Forberedelse
* Lederen sender status senest 14 dage før.
* Konsulenten holder et formøde på en time med lederen.

## 4. Dagsorden

### Punkt 1: Velkomst (en halv time)
Kort runde.

### Punkt 2: Årets tal (1½ time)
For skoler: elevfravær, trivsel og karakterer.
For dagtilbud: sprogvurderinger og KIDS.
Hvilke mønstre ser I?

### Punkt 3: Fælles indsatser (halvanden time)
Gælder kun skoler: Status på skoleudviklingsplanen
Gælder kun dagtilbud: Status på den styrkede læreplan

### Punkt 4: Afrunding (et kvarter)
Hvad aftaler vi?

## 5. Opfølgning
Lederen følger op med bestyrelsen.
""",
    "Pkt. in one paragraph": """
Dialogmøde i dagtilbuddet

Pkt. 1 Velkomst ved den nye daglige leder og bestyrelsen – 10 minutter
Pkt. 2 Siden sidst – 45 min.
Pkt. 3 Vores data – tre kvarter
Pkt. 4 Frokost – 1/2 time
Pkt. 5 Sprog og leg – 1 1/2 time
Pkt. 6 Evt. – 5 min
""",
    "Roman numerals": """
# Udviklingssamtale

## Dagsorden

I. Status på aftalen (40 min.)
   a) Hvad er lykkedes?
   b) Hvad er ikke lykkedes?
II. Nye mål (1 time)
   a) For skoler: nye mål for læsning
   b) For dagtilbud: nye mål for sprog
III. Pause (10 min.)
IV. Opsamling (20 min.)
""",
    "a table with whom it is for": """
# Årlig statussamtale

Tid: ca. 3 timer
Sted: På skolen

| Kl. | Emne | Hvem | Spørgsmål |
|---|---|---|---|
| 8.30 | Morgenmad | | |
| 8.45 | Kvalitetsrapport | Skoler | Hvad springer i øjnene? Hvor er vi uenige? |
| 9.30 | Læreplan | Dagtilbud | Hvordan evaluerer I? |
| 10.15 | Fælles indsatser | Alle | |
| 11.30 | Slut | | |
""",
    "text behind the time": """
# Principper for lokale aftaledrøftelser

Drøftelsen varer to timer. Deltagerne er leder, MED og chef.

Dagsordenen er fast:

1. **Opfølgning på sidste års aftaler** (ca. 20 min): Hvad skete der? Hvad blev ikke til noget?
2. **Elevernes faglige niveau** (ca. 40 min): Kun skoler. Skolen fremlægger karakterer, nationale tests og elevfravær.
3. **Børnenes sprog** (ca. 40 min): Kun dagtilbud. Dagtilbuddet fremlægger sprogvurderinger.
4. **Nye aftaler** (ca. 1 time): Højst tre. *Hver aftale har en ejer og en dato.*

Skolebestyrelsens formand inviteres altid.
""",
    "only or not for one kind": """
# Møderamme

## Dagsorden
1. Trivsel (skoler), 30 min
2. Sprog (dagtilbud) 30 min
3. Skoler: Karakterer, 20 min
4. Dagtilbud: Tilsyn, 20 min
5. Fraværsarbejde – kun skoler – 15 min.
6. Overgange – både skoler og dagtilbud – 15 min.
7. Særligt for dagtilbud: Normering (10 min)
8. SFO og fritid [kun skole] 10 min
9. Vuggestueliv, gælder dagtilbud, 10 min.
10. Folkeskolens mål (gælder ikke dagtilbud), 10 min
11. Økonomi (30 min) – udgår for skoler
12. Elevråd (10 min)
Kun for skoler.
""",
    "labels in bold and lists that begin again": """
# Dialogmøder i Vesterby 2026/27

**Formål:** Dialogen skal styrke sammenhængen mellem politik og praksis.

**Varighed:** tre timer, heraf 15 minutters pause

**Deltagere:**
- *Skal deltage:* Skoleleder/dagtilbudsleder, ledelsesteam og områdechef
- *Kan deltage:* Medarbejderrepræsentanter, bestyrelsesformand

**Dagsorden:**

**1) Hvor er vi?** *(60 minutter)*
- Børnenes stemme: tegninger og interviews
- Personalets stemme: trivselsundersøgelse
- Forældrenes stemme: tilfredshedsundersøgelse

Skoler medbringer: karakterer, fravær og trivsel. Dagtilbud medbringer: sprogvurderinger.

**2) Hvor skal vi hen?** *(45 minutter)*
Fokus i år:
1. Fælles børnesyn
2. Overgange
3. For skolerne: Ny fag- og timefordeling

Pause (15 minutter)

**3) Hvordan kommer vi derhen?** *(halvanden time)*
> Vi aftaler højst tre ting.

**Efter mødet:** Konsulenten sender referat. Aftalerne følges op efter et halvt år.
""",
    "no times but the meeting's": """
# Dialogsamtale

## Dagsorden
1. Velkomst
2. Siden sidst
3. Data
4. Aftaler

Samtalen varer 2 timer.
""",
    "no times but a break's": """
# Dialogsamtale

## Dagsorden
1. Velkomst
2. Data
Pause 15 min
3. Aftaler
""",
    "times written out": """
# Samtaleramme

Program for dagen
- Indledning (ti minutter)
- Praksisfortælling fra enheden (femogtyve minutter)
- Analyse af data (1 t. og 15 min.)
- Strækpause (5 minutter)
- Aftaler og afslutning (¾ time)
- Socialt samvær: en time og et kvarter
- Kort evaluering: fem min
- Rundvisning, 1t 30m
- Dialog, 1 ½ time
""",
    "other languages": """
# Dialogue meeting – Kvalitetsdialog

## Agenda / Dagsorden
1. Welcome, 10 min
2. Kva fortel data oss? 45 min
3. Evaluering og avslutning, 20 minutes
""",
    "questions as headings": """
# Dialogmøde mellem Børn & Unge og enhederne

### Hvad er formålet?
Vi vil lære af hinanden.

### Hvem er med?
Fra enheden: leder, afdelingsledere og TR. Fra forvaltningen: chef og pædagogisk konsulent.

### Sådan forbereder I jer
1. Læs kvalitetsrapporten.
2. Hold et indledende møde med konsulenten (1½ time).
3. Hold en heldag med ledelsesteamet.

### Dagens program

**09.00 Velkomst (10 min.)**
Lederen byder velkommen.

**09.10 Vores resultater (45 min.)**
Skoler: Afgangsprøver, fravær, trivsel.

**09.55 Opsamling (15 min.)**

### Og hvad så bagefter?
Der laves referat.
""",
    "capital letters": """
# Statusdialog

## Dagsorden for mødet (3 timer)

A. Siden sidst – 15 min.
B. Data – 45 min.
C. Tema: Tidlige indsatser – 1 time
D. Pause – 15 min.
E. Frokost ca. kl. 12
""",
    "labels in the items": """
# Samtale om kvalitet

## Program

### Kvalitet
Varighed: 1 time og 20 minutter
Formål: At forstå tallene.
Data: Skoler skal medbringe karakterer. Dagtilbud skal medbringe tilsynsrapport.
Gælder for: Skoler og dagtilbud

### Skoleudvikling
Varighed: 30 minutter
Gælder for: Skoler

### Frokost
Varighed: 30 minutter
""",
    "one kind under a bold line": """
# Ramme

## Dagsorden

### Læring (60 min)
**Skoler**
- Karakterer og test
- Hvad ser vi i overgangen?

**Dagtilbud**
- Sprogvurdering
- Læreplanens temaer

### Fællesskaber (60 min)
Alle drøfter deltagelse.
*Kun folkeskoler:* Fravær over 10 %
(Gælder ikke dagtilbud) Elevråd
""",
}
