"""What helps people to contribute: canonical form, new records, issue forms and their answers."""
