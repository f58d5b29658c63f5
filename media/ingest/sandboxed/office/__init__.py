"""What Word, Excel and PowerPoint documents have in common."""
