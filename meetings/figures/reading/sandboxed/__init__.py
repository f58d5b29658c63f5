"""Programs that run in a sandboxed process (media/ingest/sandbox.py). They import nothing of this project."""
