"""The quarterly import: from the published geography to the files of data/areas/."""
