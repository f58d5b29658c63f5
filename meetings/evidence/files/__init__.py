"""Files of a piece of evidence: attaching, describing, removing, and who may fetch them."""
