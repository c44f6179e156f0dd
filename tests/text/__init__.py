"""Tests of plain text and of Markdown that values cannot break out of."""
