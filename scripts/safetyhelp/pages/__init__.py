"""From answers to pages: Markdown files whose body is HTML from autoescaped templates."""
