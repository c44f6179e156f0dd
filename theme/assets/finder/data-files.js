/**
 * The data files: fetched once, kept in memory, never stored. A lookup needs the index and at most
 * one other file. Their addresses are numbers: nothing that was typed is ever in a request.
 */

import { fileKey, fold, squeeze } from "./names.js";
import { readNeeds } from "./needs.js";

/** The files could not be fetched. */
export class DataFilesError extends Error {}

const DATA = new URL("data/", import.meta.url).href;
const BORDERS = new URL("../map/data/borders.json", import.meta.url).href;

/** @type {WeakMap<typeof fetch, Map<string, Promise<any>>>} */
const kept = new WeakMap();

/**
 * @param {string} [base] address of the data folder; else it is the one beside this file
 * @param {typeof fetch} [fetcher]
 */
export function openDataFiles(base = DATA, fetcher = globalThis.fetch) {
  const folder = base.endsWith("/") ? base : `${base}/`;
  return {
    index: () => get(`${folder}index.json`, fetcher, readIndex),
    postcodes: (area) => get(`${folder}postcodes/${fileName(area)}`, fetcher, readPostcodes),
    places: (start) => get(`${folder}places/${fileName(start)}`, fetcher, readPlaces),
    text: (read) => get(`${folder}search.json`, fetcher, read),
    borders: () => get(BORDERS, fetcher, (file) => file),
  };
}

/** The data files of this site. */
export const ours = openDataFiles();

/**
 * @param {string} address
 * @param {typeof fetch} fetcher
 * @param {(file: any) => any} read
 */
function get(address, fetcher, read) {
  const files = kept.get(fetcher) ?? new Map();
  kept.set(fetcher, files);
  if (!files.has(address)) {
    const coming = download(address, fetcher).then((file) => understood(file, read));
    coming.catch(() => files.delete(address));
    files.set(address, coming);
  }
  return files.get(address);
}

/** A file that is damaged is as good as none: it is asked for again the next time. */
function understood(file, read) {
  try {
    return read(file);
  } catch (error) {
    throw new DataFilesError("The list of places is damaged.", { cause: error });
  }
}

/** A file of postcodes has councils, and runs of postcodes or, for Northern Ireland, what is likely. */
function readPostcodes(file) {
  if (!Array.isArray(file?.councils) || !(file.runs ?? file.likely)) throw new TypeError("no councils");
  return file;
}

/**
 * @param {string} address
 * @param {typeof fetch} fetcher
 */
async function download(address, fetcher) {
  try {
    const answer = await fetcher(address);
    if (!answer.ok) throw new Error(String(answer.status));
    return await answer.json();
  } catch (error) {
    throw new DataFilesError("The list of places could not be fetched.", { cause: error });
  }
}

/** Return the file for letters: ab is 1-2.json; digits follow z. @param {string} letters */
export function fileName(letters) {
  const numbers = [...letters.toLowerCase()].map((c) => c.charCodeAt(0) - (c >= "a" ? 96 : 21));
  return `${numbers.join("-")}.json`;
}

/**
 * Return the beginning of a query that has a place file, the longest, or nothing.
 * @param {Index} index
 * @param {string} folded
 * @returns {string}
 */
export function placeFile(index, folded) {
  const key = fileKey(folded);
  for (let length = key.length; length > 0; length -= 1) {
    if (index.placeFiles.has(key.slice(0, length))) return key.slice(0, length);
  }
  return "";
}

/**
 * A name by which an entity can be found. `former` and `other` names are shown beside the own one.
 * @typedef {{
 *   text: string, words: string[], key: string, use: "own" | "other" | "former", letters?: number,
 *   sounds?: string,
 * }} Name `letters` and `sounds` are worked out when they are needed; see names.js and by-ear.js
 * @typedef {{id: string, name: string, above: string}} Council
 * @typedef {{type: string, id: string, names: Name[], councils: Council[]}} IndexEntity
 * @typedef {{
 *   councils: Map<string, Council>, entities: IndexEntity[], postcodeAreas: Set<string>,
 *   placeFiles: Set<string>, groups: Map<string, Council[]>, kinds: Record<string, string>,
 *   byKey: Map<string, IndexEntity[]>, plain: Set<string>, surroundings: IndexEntity[],
 *   needs: import("./needs.js").Needs, lines: Record<string, import("./needs.js").Line[]>,
 * }} Index
 */

/**
 * @param {string} text
 * @param {Name["use"]} use
 * @returns {Name}
 */
function name(text, use) {
  const folded = fold(text);
  return { text, words: folded.split(" "), key: squeeze(folded), use };
}

/** @returns {Name[]} */
const names = (own, others = [], former = []) => [
  name(own, "own"),
  ...others.map((text) => name(text, "other")),
  ...former.map((text) => name(text, "former")),
];

/** @returns {Index} */
function readIndex(file) {
  const councils = file.councils.map(([id, own, above]) => ({ id, name: own, above: file.above[above] }));
  const all = [
    ...file.councils.map(([id, own, , others], at) => ({
      type: "council",
      id,
      names: names(own, others),
      councils: [councils[at]],
    })),
    ...file.groups.map(([type, id, own, others, numbers]) => ({
      type,
      id,
      names: names(own, others),
      councils: numbers.map((number) => councils[number]),
    })),
  ];
  // “Newport, Shropshire” is not in Shropshire's council: such an area only says where a place lies.
  const surroundings = all.filter(({ type }) => type === "within");
  const entities = all.filter(({ type }) => type !== "within");
  const byKey = new Map();
  for (const entity of entities) {
    for (const { key } of entity.names) byKey.set(key, [...(byKey.get(key) ?? []), entity]);
  }
  return {
    councils: new Map(councils.map((council) => [council.id, council])),
    entities,
    byKey,
    surroundings,
    plain: new Set(file.plain.split(" ")),
    groups: new Map(entities.map((entity) => [`${entity.type}:${entity.id}`, entity.councils])),
    postcodeAreas: new Set(file.postcodes.split(" ")),
    placeFiles: new Set(file.places.split(" ")),
    kinds: file.kinds,
    ...readNeeds(file.needs),
  };
}

const PLACE_TYPES = {
  c: "city",
  t: "town",
  s: "suburb",
  v: "village",
  h: "hamlet",
  w: "neighbourhood",
  a: "parish",
  o: "community",
};

/**
 * @typedef {{council: string, type: string, size: number, sure: boolean}} Where
 * @typedef {{type: "place", names: Name[], places: Where[]}} PlaceEntity
 * @typedef {{type: "record", names: Name[], kind: string, id: string, covers: string[]}} RecordEntity
 */

/** @returns {(PlaceEntity | RecordEntity)[]} */
function readPlaces(file) {
  const places = file.places.map((line) => {
    const [own, ...others] = line.split("|");
    const codes = others.pop().match(/.{4}/g);
    return {
      type: "place",
      names: names(own, others),
      places: codes.map((code) => readWhere(code, file.councils)),
    };
  });
  const records = file.records.map(([own, kind, id, covers, others, former]) => ({
    type: "record",
    names: names(own, others, former),
    kind,
    id,
    covers,
  }));
  return [...places, ...records];
}

/**
 * Read the four characters for a place: type (a capital: its council is not sure), size, council.
 * @param {string} code
 * @param {string[]} councils
 * @returns {Where}
 */
function readWhere(code, councils) {
  const letter = code[0].toLowerCase();
  return {
    type: PLACE_TYPES[letter] ?? "place",
    size: parseInt(code[1], 36),
    sure: code[0] === letter,
    council: councils[parseInt(code.slice(2), 36)],
  };
}
