"""Local Safety Help: from records to pages. README.md shows every room of the house."""
