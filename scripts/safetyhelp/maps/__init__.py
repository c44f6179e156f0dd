"""From the councils' outlines to what is drawn, and to the file that finds a position in them."""
