"""YAML as we allow it, read and written: positions, comments and quotes kept. No domain in it."""
