"""Programs that media.ingest.sandbox runs in processes of their own.

Each reads a question as JSON and prints an answer as JSON. They import nothing of the project but each other and the
few modules in `foundation_rules`, so that a file made to break a decoder can reach nothing else.
"""
