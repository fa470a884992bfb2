"""What the page of one record shows: every field with where it came from, what happened, and what is related."""
