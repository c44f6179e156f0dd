"""The search for what is missing: where to look, what counts. It only ever proposes."""
