"""The directory: records, areas, checks, answers, pages, finder, feeds and links."""
