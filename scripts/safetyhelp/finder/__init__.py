"""The finder's data: areas and records in, the small files that the visitor's browser looks up out.

`area_data` reads what the finder needs beyond the records, `files` puts everything about places
together, `search_file` makes the index of the text search.
`theme/assets/finder/` reads the files:

- `index.json`: `councils` (id, name, number in `above`, other names), `groups` (kind, id, name,
  other names, numbers of councils), and the `postcodes` areas and `places` beginnings that have a
  file. Every lookup fetches it.
- `postcodes/N.json`, one for each postcode area: see `postcode_files`.
- `places/N.json`, one for each beginning of names: see `place_files` and `entries`. A line of
  `places` is the name, other names, then four characters for each council that has such a place;
  `records` are name, kind, id, what it covers, other names, former names.
- `search.json`: the words of guides and services: see `search_file`.

The lookup of a place fetches the index and at most one other file; only the text search fetches
`search.json`. The names of the files are numbers or fixed, so that no request holds what a visitor
typed.
"""
