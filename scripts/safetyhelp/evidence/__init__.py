"""What the link check has seen, and how old each reading is: all that pages know of it."""
