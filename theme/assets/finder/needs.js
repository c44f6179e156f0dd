/**
 * What somebody needs who types of danger or of hate instead of a place. Pure.
 *
 * scripts/safetyhelp/finder/needs.py describes the data: what is typed for each need, the most
 * dangerous first, and whom to reach.
 */

import { fold, typingErrors } from "./names.js";
import { stem } from "./stems.js";

/**
 * @typedef {{name: string, phone: string, where: string, url: string}} Line
 * @typedef {{need: string, lines: Line[]}} Need
 * @typedef {{need: string, phrases: string[][][]}[]} Needs for each word of a phrase those that may
 *   stand there
 */

/** So many other words may stand between two of a phrase: "kill" and "me" in "kill you or me". */
const MOST_BETWEEN = 2;
/** Shorter words are other words when a letter is wrong: "gun" and "gum". */
const LONG_ENOUGH_FOR_AN_ERROR = 6;

/** @returns {{needs: Needs, lines: Record<string, Line[]>}} */
export function readNeeds({ sets, said, lines }) {
  const words = new Map(Object.entries(sets).map(([name, text]) => [`{${name}}`, text.split(" ")]));
  const read = (phrase) => phrase.split(" ").map((word) => words.get(word) ?? [word]);
  return {
    needs: Object.entries(said).map(([need, text]) => ({ need, phrases: text.split("|").map(read) })),
    lines: Object.fromEntries(
      Object.entries(lines).map(([need, rows]) => [
        need,
        rows.map(([name, phone, where, url]) => ({ name, phone, where, url })),
      ]),
    ),
  };
}

/**
 * Return what a query needs, or nothing. One word alone counts as it is typed before it counts as
 * one that is spelt like it: a refugee looks for no refuge.
 * @param {string} query
 * @param {import("./data-files.js").Index} index
 * @returns {Need | undefined}
 */
export function needOf(query, { needs, lines }) {
  const typed = fold(query).split(" ").filter(Boolean);
  const isMeant = (phrase) => holds(typed, phrase, phrase.length > 1 ? isLike : isAsTyped);
  const found = needs.find(({ phrases }) => phrases.some(isMeant)) ??
    needs.find(({ phrases }) => phrases.some((phrase) => holds(typed, phrase, isLike)));
  return found && { need: found.need, lines: lines[found.need] };
}

/** Whether all words of a phrase are there, one after the other and not far apart. */
function holds(typed, phrase, isWord, at = 0, last = typed.length - 1) {
  if (!phrase.length) return true;
  const [first, ...others] = phrase;
  for (let place = at; place <= Math.min(last, typed.length - 1); place += 1) {
    const isHere = first.some((word) => isWord(typed[place], word));
    if (isHere && holds(typed, others, isWord, place + 1, place + 1 + MOST_BETWEEN)) return true;
  }
  return false;
}

const isAsTyped = (typed, word) =>
  typed === word || (typed.length > 3 && word.length > 3 && stem(typed) === stem(word));

/** Words of danger are typed in haste. The first letter is right. */
function isLike(typed, word) {
  if (isAsTyped(typed, word)) return true;
  if (word.length < LONG_ENOUGH_FOR_AN_ERROR || typed[0] !== word[0]) return false;
  const most = word.length < 9 ? 1 : 2;
  return Math.abs(typed.length - word.length) <= most && typingErrors(typed, word, most) <= most;
}
