"""The dataset on a day: records joined with areas, sections of an answer, the coverage rule."""
