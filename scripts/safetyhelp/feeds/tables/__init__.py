"""The directory as tables: CSV for spreadsheets, with a Frictionless data package."""
