"""Files of a piece of evidence: attaching, describing and removing them, and who may fetch them."""
