"""Geography: councils, counties, police areas, postcodes and places of the UK."""
