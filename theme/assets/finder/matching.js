/** Which names match what was typed, and how well. Pure. */

import { sounds } from "./by-ear.js";
import { GENERIC, lacking, lettersOf, squeeze, typingErrors } from "./names.js";

/** From this size on, a place is a town; see entries.py. */
export const SIZE_OF_A_TOWN = 18;

/** How well a name matches, the best first. */
export const FULL = 5;
const BEGUN = 4;
const WORDS = 3;
const NEAR = 2;
const NEAR_BEGUN = 1;

/** A result: "full" the whole name, "begun" its beginning or words, "near" with typing errors. */
export const matchOf = (tier) => (tier === FULL ? "full" : tier >= WORDS ? "begun" : "near");

/** Whether it is a name as it was typed, and not only like it. @param {Match} match */
export const isTyped = ({ tier }) => tier > NEAR;

const ENOUGH = 5;
/** Who types "Lon" means London, not Derry City and Strabane, which is also called Londonderry. */
const SELDOM = 20;

/**
 * @typedef {import("./data-files.js").IndexEntity | import("./data-files.js").PlaceEntity
 *   | import("./data-files.js").RecordEntity} Entity
 * @typedef {{
 *   entity: Entity, name: import("./data-files.js").Name, tier: number, rank: number, errors?: number,
 * }} Match `errors` are the typing errors in the whole name, if it has some
 */

/**
 * Return the entities whose names match as they are typed, the best first.
 * @param {Entity[]} entities
 * @param {string} folded
 * @returns {Match[]}
 */
export const matchTyped = (entities, folded) => (folded ? ranked(entities, queryOf(folded), asTyped) : []);

/**
 * Return the entities whose names match, the best first. Typing errors are looked for only when
 * `tolerant` or when little matches as typed.
 * @param {Entity[]} entities
 * @param {string} folded
 * @param {boolean} [tolerant]
 * @returns {Match[]}
 */
export function match(entities, folded, tolerant = false) {
  const exact = matchTyped(entities, folded);
  if (!tolerant && exact.filter((each) => each.tier >= BEGUN).length >= ENOUGH) return exact;
  const found = new Set(exact.map((each) => each.entity));
  const others = entities.filter((entity) => !found.has(entity));
  return [...exact, ...ranked(others, queryOf(folded), mistyped)];
}

/**
 * Return the entities whose names sound like what was typed, the best first. They are near, never full.
 * @param {Entity[]} entities
 * @param {string} key
 * @returns {Match[]}
 */
export function heard(entities, key) {
  const said = sounds(key);
  const isSaid = (_, name) => said && (name.sounds ??= sounds(name.key)) === said;
  const near = (query, name) =>
    isSaid(query, name) ? { tier: NEAR, bonus: 90 - 20 * Math.abs(name.key.length - key.length), errors: 2 } : null;
  return ranked(entities, {}, near);
}

/** @param {string} folded */
function queryOf(folded) {
  const key = squeeze(folded);
  return { key, words: folded.split(" "), letters: lettersOf(key) };
}

/** @returns {Match[]} the best first */
const ranked = (entities, query, compare) =>
  entities
    .map((entity) => best(entity, query, compare))
    .filter(Boolean)
    .sort((a, b) => b.tier - a.tier || b.rank - a.rank);

/** @returns {Match | null} */
function best(entity, query, compare) {
  let top = null;
  for (const name of entity.names) {
    const found = compare(query, name, entity);
    if (found && (!top || found.tier > top.tier || (found.tier === top.tier && found.bonus > top.bonus))) {
      top = { ...found, name };
    }
  }
  return top && { entity, name: top.name, tier: top.tier, rank: weight(entity) + top.bonus, errors: top.errors };
}

function asTyped(query, name) {
  if (name.key === query.key) return { tier: FULL, bonus: name.use === "own" ? 8 : 0 };
  if (name.key.startsWith(query.key)) {
    // One letter more than was typed is as likely a typing error as an unfinished word.
    const isNearlyWhole = name.key.length === query.key.length + 1;
    const isSeldom = name.use !== "own" || isOnlyDirection(query.key, name.words);
    return { tier: BEGUN, bonus: (isNearlyWhole ? 40 : 0) - (isSeldom ? SELDOM : 0) };
  }
  return hasWords(query.words, name.words) ? { tier: WORDS, bonus: 0 } : null;
}

/** "Sou" begins fourteen names with South, and Southampton, which is likelier than each of them. */
const isOnlyDirection = (key, words) =>
  words.length > 1 && DIRECTIONS.has(words[0]) && key.length <= words[0].length;
const DIRECTIONS = new Set(["north", "south", "east", "west", "mid"]);

/** Whether each typed word is a word of the name, the last one perhaps only its beginning. */
function hasWords(typed, words) {
  if (words.length < 2) return false;
  const isBegun = (word, at) => at === typed.length - 1 && word.length > 2;
  return typed.every((word, at) =>
    words.some((other) => other === word || (isBegun(word, at) && other.startsWith(word))),
  );
}

function mistyped(query, name, entity) {
  const length = query.key.length;
  const most = length > 6 ? 2 : 1;
  if (length < 3 || name.key.length < 3 || length > name.key.length + most) return null;
  if (name.use !== "own" && entity.type === "place" && !isTown(entity)) return null;
  const sameStart = query.key[0] === name.key[0];
  // The first letter is seldom wrong, and least of all in a name that is not the usual one.
  if (!sameStart && (length < 6 || name.use !== "own")) return null;
  name.letters ??= lettersOf(name.key);
  if (lacking(query.letters, name.letters) > most) return null;
  const errors = typingErrors(query.key, name.key, most);
  if (errors <= most) return { tier: NEAR, bonus: (2 - errors) * 60 + (sameStart ? 10 : 0), errors };
  if (length < 4 || !sameStart) return null;
  const begun = typingErrors(query.key, name.key, most, true);
  return begun <= most ? { tier: NEAR_BEGUN, bonus: (2 - begun) * 60 } : null;
}

const WEIGHTS = { council: 70, county: 62, region: 60, nation: 60, area: 58, former: 50, "police-area": 45 };

/** @param {Entity} entity a place */
const isTown = ({ places }) => places[0].size >= SIZE_OF_A_TOWN;

/** An island or a former district, in as much demand as a small town. */
const PART_OF_A_COUNCIL = 25;

/** How much an entity is in demand: councils, then towns by size, then services. */
function weight(entity) {
  if (entity.type === "record") return 2;
  if (entity.type === "area" && entity.councils.length === 1) return PART_OF_A_COUNCIL;
  return entity.type === "place" ? 5 + entity.places[0].size : WEIGHTS[entity.type];
}

const COUNCIL_WORDS = new Set(
  ("council borough county city district metropolitan royal london corporation mbc bc dc cc lb of " +
    "cyngor sir dinas bwrdeistref comhairle").split(" "),
);
const POLICE_WORDS = new Set(["police", "constabulary", "force", "service", "heddlu"]);

/**
 * Return other ways to say what was typed, for entities of the types given: without the words that
 * only say what kind of council or police it is.
 * @param {string} folded
 * @returns {{text: string, types: string[]}[]}
 */
export function plainer(folded) {
  const ways = [
    { text: folded.replace(/ council$/, ""), types: ["council", "county", "former"] },
    { text: withoutTitle(folded), types: ["council", "county", "former"] },
    { text: without(folded, COUNCIL_WORDS), types: ["council", "county", "former"] },
    { text: without(folded, POLICE_WORDS), types: ["police-area"] },
    { text: folded.replace(/^county /, "").replace(/ county$/, ""), types: ["county", "council", "area"] },
  ];
  // "SW" alone is a part of London.
  const spelt = /^[ns]?[ew]$/.test(folded) ? folded : spellOut(folded);
  if (spelt !== folded) ways.push({ text: spelt, types: ["county", "council", "area", "police-area", "region", "nation"] });
  return ways.filter((way) => way.text && way.text !== folded);
}

const SHORT_FORMS = new Map(
  Object.entries({
    n: "north", s: "south", e: "east", w: "west", co: "county", yorks: "yorkshire", lancs: "lancashire",
    notts: "nottinghamshire", leics: "leicestershire", lincs: "lincolnshire", derbys: "derbyshire",
    northants: "northamptonshire", cambs: "cambridgeshire", herts: "hertfordshire", beds: "bedfordshire",
    bucks: "buckinghamshire", berks: "berkshire", hants: "hampshire", wilts: "wiltshire", worcs: "worcestershire",
    glos: "gloucestershire", staffs: "staffordshire", warks: "warwickshire", oxon: "oxfordshire",
    cumb: "cumbria", middx: "middlesex", pembs: "pembrokeshire", carms: "carmarthenshire", lanarks: "lanarkshire",
    aberdeens: "aberdeenshire", gt: "greater", gtr: "greater", man: "manchester",
    mids: "midlands", ni: "northern ireland", ne: "north east", nw: "north west", se: "south east", sw: "south west",
  }),
);

/**
 * Return the text with counties and points of the compass in full, as nobody has time to type them.
 * @param {string} folded
 */
export const spellOut = (folded) =>
  folded
    .split(" ")
    .map((word) => SHORT_FORMS.get(word) ?? word)
    .join(" ")
    .replace(/\bnorth (?:ireland|i)\b/, "northern ireland");

/** @param {string} folded */
export const withoutCouncilWords = (folded) => without(folded, COUNCIL_WORDS);

/** "Forest of Dean District Council" keeps the words inside its name. @param {string} folded */
export const withoutTitle = (folded) => folded.replace(FRONT_OF_A_TITLE, "").replace(END_OF_A_TITLE, "");
const FRONT_OF_A_TITLE = /^(?:(?:royal|london|metropolitan|city|borough|county|council)\s)+of\s/;
const END_OF_A_TITLE = /(?:\s(?:and|city|county|borough|district|metropolitan|council))+$/;

const without = (folded, words) =>
  folded
    .split(" ")
    .filter((word) => !words.has(word))
    .join(" ");

/** Return only the words that say which one of many is meant. @param {string} folded */
export const telling = (folded) => without(folded, GENERIC);

/** Return the text with "saint" and "upon" as names have them, though mistyped. @param {string} folded */
export function smallWordsMended(folded) {
  const words = folded.split(" ");
  const isLike = (word, other) => word.length > 2 && typingErrors(word, other, 1) <= 1;
  return words
    .map((word, at) => {
      if (at === 0 && words.length > 1 && isLike(word, "saint")) return "st";
      return at > 0 && isLike(word, "upon") ? "on" : word;
    })
    .join(" ");
}
