"""The Easy Read page of an area: one idea a line, facts and limits from the records."""
