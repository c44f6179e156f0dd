"""One page about a change: what it does to records, pages and coverage."""
