"""The lists of the data folder that are read where they are needed: what each entry says."""
