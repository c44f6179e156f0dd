"""Findings: what a check has to say, as data; their codes, and how each output prints them."""
