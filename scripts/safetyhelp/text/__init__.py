"""Plain text: words, slugs, misleading characters, Markdown no value breaks out of, whole files."""
