"""Rules across records, each a named function with a stable code (see `codes`)."""
