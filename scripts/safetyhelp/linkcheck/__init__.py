"""The link check: visits every address, judges it, and looks for every value on its source."""
