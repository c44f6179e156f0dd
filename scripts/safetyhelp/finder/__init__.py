"""The finder's data: areas and records in, the small files that the visitor's browser looks up out.

`area_data` reads what the finder needs beyond the records, `files` puts everything about places
together, `search_file` makes the index of the text search.
`theme/assets/finder/` reads the files:

- `index.json`: `councils` (id, name, number in `above`, other names), `groups` (kind, id, name,
  other names, numbers of councils; a group of the kind `within` only says where a place lies), the
  `postcodes` areas and `places` beginnings that have a file, what people need (`needs`), and
  the `plain` words that are no places in a sentence (see `plain_words`). Every lookup fetches it.
- `postcodes/N.json`, one for each postcode area: see `postcode_files`.
- `places/N.json`, one for each beginning of names: see `place_files` and `entries`. A line of
  `places` is the name, other names, then four characters for each council that has such a place;
  `records` are name, kind, id, what it covers, other names, former names.
- `search.json`: the words of guides and services: see `search_file`.

The lookup of a place fetches the index and at most one other file. A sentence may name a place with
several of its words, and fetches a file for each of a few. `search.json` is fetched for the text
search and for sentences. The names of the files are numbers or fixed, so that no request holds what
a visitor typed.
"""
