"""Read figures from files and pasted text: cells, layout, values and problems. Nothing is stored."""
