"""“Which way?”: a few questions that lead to a section of an answer page."""
