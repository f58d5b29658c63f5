"""How long evidence is kept: date of deletion, advance notice, archiving and deletion."""
