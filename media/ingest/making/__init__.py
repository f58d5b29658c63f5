"""From an uploaded file to clean files: pictures, films, sound, documents. No database."""
