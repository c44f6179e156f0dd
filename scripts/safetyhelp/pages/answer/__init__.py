"""The answer page of an area: its first rows, its steps, the page itself and the contact card."""
