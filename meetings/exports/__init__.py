"""Documents that leave the house: PDF, Word and the package for the records system, from one typed content."""
