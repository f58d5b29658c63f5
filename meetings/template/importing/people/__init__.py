"""People in a document: who takes part, and names of persons."""
