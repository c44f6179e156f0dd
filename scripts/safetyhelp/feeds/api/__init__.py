"""Our own API, version 1: JSON files with all that the pages say, below `api/v1/`."""
