"""The editors' own pictures and documents, which articles show."""
