"""One file of the data folder examined, and all of them together, with what cannot be read."""
