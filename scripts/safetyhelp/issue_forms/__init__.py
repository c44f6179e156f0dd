"""The issue forms: what they ask, derived from the schemas, and how an answer is read back."""
