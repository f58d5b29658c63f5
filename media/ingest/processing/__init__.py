"""Makers: from an uploaded file to clean pictures, films, sound and documents. They do not use the database."""
