"""Who sees a piece of evidence: sharing, taking back, withdrawing, and documents it was sent in."""
