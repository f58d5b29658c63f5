"""Writing a piece of evidence: its forms, creating, saving and deleting the draft."""
