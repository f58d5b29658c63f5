"""How long evidence is kept: dates of deletion, notice, archive, deletion."""
