/**
 * Names of places anywhere in a sentence: "grimsby neighbours shouting at my daughter". Pure: which
 * names exist is asked of the index, and of files of places that the caller fetches.
 *
 * A word that tells something else ("street", "reading", "lads") is no place here, though there are
 * places of that name: they are found where they stand alone, or behind "in" or "near".
 */

import { SIZE_OF_A_TOWN, spellOut } from "./matching.js";
import { squeeze } from "./names.js";

const MOST_WORDS = 4;
const SHORTEST = 3;
/** Names of so few letters are initials, which nobody writes as several words. */
const LONGEST_SHORT_NAME = 4;
/** Each of them may need a file. */
const MOST_FILES = 4;
/** Each of them is looked up. */
const MOST_PAIRS = 4;
/** Smaller places are meant only where the sentence begins or ends with them, and a long name. */
const SIZE_OF_A_VILLAGE = 10;
const LONG = 6;
/** A name may begin with such a word, though it says something else alone: High Wycombe. */
const BEGINNERS = new Set(
  ("high low great little new old north south east west upper lower bishop bishops castle market church chapel " +
    "long middle kings queens royal abbots wood stoke port saint st mount").split(" "),
);

/**
 * @typedef {{
 *   at: number, count: number, text: string, size: number, isArea: boolean, isLargest?: boolean,
 * }} Spot a name in the sentence: which words, how large; `isArea` says that it may be more than one
 *   council, `isLargest` that it is a nation or a region
 * @typedef {import("./matching.js").Entity} Entity
 */

/** "Oxford Street" is in no city called Oxford. */
export const STREETS = new Set("road rd street st lane ln avenue ave drive close way crescent terrace".split(" "));
const AREAS = new Set(["county", "police-area", "area", "former"]);
/** Too large to be the answer to a sentence: they only say where a place lies. */
const LARGEST = new Set(["region", "nation"]);
const SIZE_OF_A_COUNCIL = 36;

/**
 * Return the names that the index knows, the longest at each word.
 * @param {string[]} words folded
 * @param {import("./data-files.js").Index} index
 * @param {(word: string) => boolean} isPlain whether a word alone tells something else
 * @returns {Spot[]}
 */
export function spotsOfIndex(words, index, isPlain) {
  const found = [];
  for (let at = 0; at < words.length; at += 1) {
    const spot = longest(words, at, (text, count) => {
      if (count === 1 && (text.length < SHORTEST || (isPlain(text) && at < words.length - 1))) return undefined;
      // "Called me a name" is not about MEA, a short name of a council.
      if (count > 1 && squeeze(text).length <= LONGEST_SHORT_NAME) return undefined;
      const entities = index.byKey.get(squeeze(text)) ?? index.byKey.get(squeeze(spellOut(text)));
      const isMeant = entities && (count > 1 || !isPlain(text) || entities.some(({ type }) => type === "council"));
      return isMeant ? { entities } : undefined;
    });
    if (!spot || STREETS.has(words[at + spot.count])) continue;
    const isLargest = spot.entities.some(({ type }) => LARGEST.has(type));
    const isArea = isLargest || spot.entities.every(({ type }) => AREAS.has(type));
    found.push({ ...spot, size: SIZE_OF_A_COUNCIL, isArea, isLargest });
    at += spot.count - 1;
  }
  return found;
}

/**
 * Return the words at which a name may begin that only a file of places knows, the likeliest first:
 * the first and the last of the sentence, then the longest.
 * A word that says something else may be a place where its county stands behind it: "deal kent".
 * @param {string[]} words
 * @param {Spot[]} known
 * @param {(word: string) => boolean} isPlain
 * @param {(word: string) => boolean} isAlsoPlace
 * @returns {number[]}
 */
export function startsToTry(words, known, isPlain, isAlsoPlace) {
  const isKnown = (at) => known.some((spot) => at >= spot.at && at < spot.at + spot.count);
  const isName = (word) => word?.length > SHORTEST && !/\d/.test(word);
  const isFree = (at) => isName(words[at]) && !isKnown(at) && !STREETS.has(words[at + 1]);
  const isBeforeArea = (at) => isAlsoPlace(words[at]) && known.some((spot) => spot.isArea && spot.at === at + 1);
  const mayBegin = (at) =>
    isFree(at) && (isBeforeArea(at) || (!isPlain(words[at]) && !BEGINNERS.has(words[at])));
  const may = words
    .map((word, at) => (mayBegin(at + 1) && BEGINNERS.has(word) ? { word: `${word}${words[at + 1]}`, at } : { word, at }))
    .filter(({ at }) => mayBegin(at) || (mayBegin(at + 1) && BEGINNERS.has(words[at])));
  const isAtAnEnd = ({ at }) => Number(at === 0 || at === words.length - 1);
  may.sort((a, b) => isAtAnEnd(b) - isAtAnEnd(a) || b.word.length - a.word.length);
  return may.slice(0, MOST_FILES).map(({ at }) => at);
}

/**
 * Return the name that begins at a word, if the places of its file have it.
 * @param {string[]} words
 * @param {number} at
 * @param {Entity[]} entities
 * @returns {Spot | undefined}
 */
export function spotOfFile(words, at, entities) {
  const spot = longest(words, at, (text) => {
    const key = squeeze(text);
    const isIt = (entity) => entity.type === "place" && entity.names.some((name) => name.key === key);
    const places = entities.filter(isIt).flatMap((entity) => entity.places);
    return places.length ? { size: Math.max(...places.map(({ size }) => size)) } : undefined;
  });
  if (!spot) return undefined;
  const isAtAnEnd = at === 0 || at + spot.count === words.length;
  const isEnough = spot.count > 1 || (isAtAnEnd && spot.text.length >= LONG);
  const isLarge = isEnough || spot.size >= SIZE_OF_A_VILLAGE;
  return isLarge ? { ...spot, isArea: false } : undefined;
}

function longest(words, at, find) {
  for (let count = Math.min(MOST_WORDS, words.length - at); count > 0; count -= 1) {
    const text = words.slice(at, at + count).join(" ");
    const found = find(text, count);
    if (found) return { ...found, at, count, text };
  }
  return undefined;
}

/**
 * Return what to look up for some names, the likeliest first: a place with the area in which it is
 * said to be ("bangor" and "county down"), then each place, then each area.
 * @param {Spot[]} spots
 * @returns {string[]}
 */
export function textsOf(spots) {
  const worth = ({ count, size, isArea }) => (isArea ? 0 : 100) + (size >= SIZE_OF_A_TOWN ? 50 : 0) + 20 * count + size;
  const sorted = [...spots].sort((a, b) => worth(b) - worth(a));
  const around = sorted.filter(({ size }) => size === SIZE_OF_A_COUNCIL);
  const pairs = sorted
    .filter(({ isArea }) => !isArea)
    .flatMap((spot) => around.filter((other) => other !== spot).map((other) => `${spot.text} ${other.text}`))
    .slice(0, MOST_PAIRS);
  return [...pairs, ...sorted.filter(({ isLargest }) => !isLargest).map(({ text }) => text)];
}
