"""First names common among people who work in Danish schools and daycare, to find persons in a document.

Written for this purpose; a rare name is still found by its context (see `person_names`).
"""

_NAMES = """
    Aase Abdullah Adam Agnes Agnete Ahmad Ahmed Aksel Albert Alberte Alex Alexander Alfred Ali Alice Allan Amalie
    Amanda Amina Anders Andrea Andreas Ane Anette Anika Anita Anja Ann Anna Anne Anne-Grethe Anne-Marie Anne-Mette
    Anneli Annelise Annemarie Annette Anni Annika Anton Anya Arne Arthur Asbjørn Asger Asta Astrid August Ayse Beate
    Bendt Benedikte Benjamin Benny Bent Bente Berit Bertel Bettina Birger Birgit Birgitte Birte Birthe Bjarke Bjarne
    Bodil Brian Britt Britta Bruno Børge Camilla Carina Carl Carla Carlo Carolina Caroline Carsten Caspar Casper
    Cathrin Cathrine Cecilie Charlotte Christa Christel Christian Christiane Christina Christine Christoffer Claes
    Clara Claus Connie Conny Dagmar Daniel Daniella David Dennis Diana Ditte Dorte Dorthe Dorthea Ebbe Edith Eigil
    Eik Einar Elias Elin Elisa Elisabeth Ella Ellen Else Elsebeth Emil Emilie Emily Emma Erik Erika Erna Esben
    Esther Eva Evald Fatima Fie Filip Finn Fiona Flemming Francisca Frank Franz Frederik Frederikke Freja Frida
    Gerda Gert Gitte Gorm Grete Grethe Gudrun Gunhild Gunnar Gurli Gustav Hanna Hannah Hanne Hans Hans-Henrik
    Hans-Jørgen Harald Harry Hassan Heidi Heine Helena Helene Helga Helge Helle Henning Henny Henriette Henrik
    Herdis Herman Hugo Hussein Ib Iben Ibrahim Ida Ina Ines Inga Inge Inge-Lise Ingeborg Ingelise Inger Inger-Marie
    Ingrid Ingvar Irene Iris Isabel Isabella Ivan Ivar Jacob Jakob James Jan Jane Janne Janni Jannick Jannie Jannik
    Jeanette Jeanne Jens Jens-Peter Jeppe Jes Jesper Jette Jimmi Jimmy Joachim Joakim Joan Johan Johanna Johanne
    Johannes John Johnny Jon Jonas Jonathan Jonna Josefine Josephine Julia Juliane Julie Jytte Jørgen Jørn Kaj
    Kamilla Kamille Karen Karen-Marie Karin Karina Karl Karla Karoline Karsten Kaspar Kasper Kate Kathrine Katja
    Katrine Keld Kenneth Kenni Kent Kia Kirsten Kirstine Kjeld Klara Klaus Knud Konrad Kristen Kristian Kristina
    Kristine Kristoffer Kurt Kåre Lars Lasse Laura Laurits Laust Leif Leila Lena Lene Leo Leon Leonie Leonora Lilian
    Lillian Lina Linda Line Linea Linnea Lis Lisa Lisbet Lisbeth Lise Lise-Lotte Liselotte Lissi Liva Lizzie Lone
    Lotte Louis Louise Lucas Ludvig Luise Lukas Lykke Lærke Mads Magnus Maiken Maja Majbrit Majbritt Majken Malene
    Malou Malthe Margit Margrete Margrethe Maria Mariam Marian Marianne Marie Marie-Louise Marina Marius Mark Markus
    Marlene Martha Martin Martine Mathias Mathilde Mattias Mehmet Merete Merethe Mette Mette-Marie Mia Michael
    Michala Michelle Mie Mikael Mike Mikkel Minna Mogens Mohamed Mohammad Mohammed Monica Monika Morten Muhammed
    Mustafa Nadia Naja Nana Nanna Natalie Natasja Nicklas Nicolai Nicoline Niels Niels-Erik Nikita Niklas Nikolaj
    Nina Noah Nora Nynne Olav Ole Olga Oliver Olivia Omar Oscar Oskar Osman Otto Palle Patrick Patrik Paul Paula Paw
    Per Per-Erik Pernilla Pernille Peter Petra Philip Pia Poul Poul-Erik Preben Ragnhild Rahel Randi Rasmus Rebecca
    Rebekka Regitze Rene René Richard Rikke Rita Robert Robin Rolf Ronni Ronnie Rosa Rune Rut Ruth Ryan Sabine
    Sabrina Said Samira Samuel Sandra Sanne Sara Sarah Sebastian Selma Signe Sigrid Sigurd Silas Silje Simon Simone
    Sine Sisse Sissel Siv Sofia Sofie Solveig Sonja Sonny Sophia Sophie Steen Stefan Steffen Stella Sten Stephanie
    Stig Stine Sune Susan Susanna Susanne Susse Suzanne Sven Svend Svend-Erik Sylvester Sylvia Søren Tanja Thea
    Theis Theodor Therese Thomas Thor Thora Thorbjørn Thorkild Thyra Tim Tina Tine Tobias Toke Tom Tommy Tone Torben
    Torsten Tove Trine Troels Tue Uffe Ulf Ulla Ulrik Ulrikke Ursula Valdemar Vera Verner Vibeke Victor Victoria
    Vigga Viggo Viktor Viktoria Villads Villy William Winnie Yasmin Yrsa Yvonne Zainab Zara Zeynep Åge Åse Ørjan
"""

# Names that are also ordinary words; they count as names only when the context confirms it.
_NAMES_AND_WORDS = """
    Alf Alma Ask Birk Bjørn Bo Bror Dag Dan Eg Eik Eske Flora Frede Fri Gry Hans Hjalte Juni Kai Karma Kate Kim Kit
    Laust Lilje Liv Lykke Mai Maj Mark Mike My Nor Per Pil Rose Rune Said Sally Sejer Sine Sky Sol Sonne Sten Storm
    Tage Thor Tone Tue Ulv Vilje Viola Vita
"""

COMMON = frozenset(_NAMES.split())
ALSO_WORDS = frozenset(_NAMES_AND_WORDS.split())
SURELY_NAMES = COMMON - ALSO_WORDS
