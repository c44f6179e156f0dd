"""Facts: whether a page still says what a record says."""
