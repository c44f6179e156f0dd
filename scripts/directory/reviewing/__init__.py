"""Reviewing: the data before and after a change in, one page for the reviewer out."""
