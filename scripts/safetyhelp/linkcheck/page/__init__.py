"""Pages: from bytes to lines of text, and the pages that are not what they seem."""
