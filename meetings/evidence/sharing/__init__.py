"""Who sees a piece of evidence: sharing, taking back, withdrawing, and the documents it was sent in."""
