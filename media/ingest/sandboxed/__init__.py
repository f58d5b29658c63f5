"""Programs that media.ingest.sandbox runs apart from the web server.

Each reads a question as JSON and prints an answer as JSON. They import nothing of the house but each other, so that
nothing of the house is within reach of a file made to break a decoder.
"""
