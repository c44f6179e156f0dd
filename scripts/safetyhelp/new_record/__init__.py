"""A new record: what is asked for, which areas are meant, its id, a trial before it is written."""
