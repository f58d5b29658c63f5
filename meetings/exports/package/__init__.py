"""The package for the records system (ESDH): what is journalised, with the facts about it and a hash of each file."""
