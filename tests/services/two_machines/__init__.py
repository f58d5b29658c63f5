"""Two machines that share no disk, and a day on them."""
