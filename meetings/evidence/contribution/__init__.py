"""Writing a piece of evidence: forms, and creating, saving and deleting a draft."""
