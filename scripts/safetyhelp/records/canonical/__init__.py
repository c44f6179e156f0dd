"""The one way in which records are written, and the files brought into it."""
