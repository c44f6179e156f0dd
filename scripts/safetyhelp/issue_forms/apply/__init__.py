"""From the answers of a form to a change of records. The text is never trusted."""
