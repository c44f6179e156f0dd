"""What is written about the project, held against the project."""
