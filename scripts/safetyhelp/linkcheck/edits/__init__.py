"""Edits of records that the check makes or proposes."""
