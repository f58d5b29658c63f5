"""Everything about one meeting (access to documents) and everything about one person (article 15 of the GDPR), as a ZIP
file. What is left out is named in it, with the reason."""
