"""Letters that readers fill in: who each goes to in an area, by when, and the pages of letters."""
