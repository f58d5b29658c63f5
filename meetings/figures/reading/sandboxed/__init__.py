"""Programs that run apart from the web server (media/ingest/sandbox.py). They import nothing of the house."""
