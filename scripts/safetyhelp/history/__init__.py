"""The data as it was: git, two states of the records compared, the feed."""
