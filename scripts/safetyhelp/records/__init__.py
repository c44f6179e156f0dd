"""From YAML text to typed, frozen records: read, parse strictly, check the schema, build."""
