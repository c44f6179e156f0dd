"""The two maps: councils to choose from, and what is missing where."""
