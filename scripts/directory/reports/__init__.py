"""Reports: what is missing where, how old the evidence is, what has changed. Pure but for git."""
