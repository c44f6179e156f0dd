/** Sentences and addresses → the place that they name. Pure text: which places exist is not known. */

import { matchesBehind } from "./names.js";

/** What stands in front of a place, and does not belong to its name. */
const IN_FRONT = /^(?:near|nr|close to|around|north|south|east|west|central|inner|outer)\s+(?=\S)/i;
/** The last of these words in a sentence has the place behind it. */
const BEFORE_A_PLACE = /(?:in|near|nr|at|from|around|live|living)\s+(?!(?:my|the|a|an|our|his|her|your|this|danger|fear|work|home|school|night|me|it|laws?)\b)/gi;
const STREET =
  /\b(?:road|rd|street|st|lane|ln|avenue|ave|close|drive|way|place|court|crescent|terrace|gardens|grove|square|hill|walk|row|mews|estate|quays?|house|flat|block|floor)\b/i;
const MOST_WORDS = 3;
const MOST_WORDS_OF_AN_ADDRESS = 4;
/** Each of them may need a file. */
const MOST_TEXTS = 6;

/** Words of a sentence, which no address has: "she is 81 and lives in Dover". */
const TOLD =
  /\b(?:i|im|my|me|mum|he|she|they|we|is|are|was|were|has|have|had|who|how|what|because|someone|people|old|man|woman|lady)\b/i;

const mayBeAddress = (text) => /\d/.test(text) || STREET.test(text);

/** Whether a text is an address and nothing else. @param {string} text */
export const isAddress = (text) => mayBeAddress(text) && !TOLD.test(text);

/**
 * Return the texts that may name the place of a query, the likeliest first. `explains` says that
 * there is nothing else in the query that asks for something: an address, or "near" a place.
 * `isLast` says that only its place at the end makes it one.
 * @param {string} query
 * @returns {{text: string, explains: boolean, isLast?: boolean}[]}
 */
export function placesWithin(query) {
  const text = query.trim().replace(/[.!?]+$/, "");
  const found = [];
  if (IN_FRONT.test(text)) found.push({ text: text.replace(IN_FRONT, ""), explains: true });
  const hasStreet = mayBeAddress(text);
  const parts = text.split(",").map((part) => part.trim()).filter(Boolean);
  const lastParts = parts.length > 2 ? [parts.slice(-2).join(", "), parts.at(-1), parts.at(-2)] : parts.slice(1);
  found.push(...lastParts.map((part) => ({ text: part, explains: isAddress(text) })));
  const matches = matchesBehind(text, BEFORE_A_PLACE, /^\s?$/);
  for (let at = matches.length - 1; at >= 0; at -= 1) {
    const behind = text.slice(matches[at].index + matches[at][0].length);
    found.push({ text: behind, explains: matches[at].index === 0 }, ...beginnings(behind));
  }
  if (hasStreet) found.push(...ends(text));
  return found.filter(({ text: each }) => each && each !== text).slice(0, MOST_TEXTS);
}

/** "Stockport because of my daughter": the place is at the beginning. */
function beginnings(text) {
  const words = text.split(/\s+/);
  const counts = [3, 2, 1].filter((count) => count < words.length);
  return counts.map((count) => ({ text: words.slice(0, count).join(" "), explains: false }));
}

/**
 * "12 High Street Marple": the place is at the end. A long text without a number may be a sentence
 * with a house in it.
 */
function ends(text) {
  const words = text.split(/[\s,]+/);
  const explains = isAddress(text) && (/\d/.test(text) || words.length <= MOST_WORDS_OF_AN_ADDRESS);
  const most = Math.min(MOST_WORDS, words.length - 1);
  return Array.from({ length: most }, (_, at) => words.slice(at - most))
    .filter((some) => !some.some((word) => /\d/.test(word) || STREET.test(word)))
    .map((some) => ({ text: some.join(" "), explains, isLast: true }));
}
