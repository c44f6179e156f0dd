"""The join: which records a council gets, and in which order."""
