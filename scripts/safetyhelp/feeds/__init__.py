"""The directory as open data: files in the formats that other systems read, for re-users."""
