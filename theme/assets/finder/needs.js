/**
 * What somebody needs who types of danger, of hate or of what to do, instead of a place or beside it.
 * Pure.
 *
 * scripts/safetyhelp/finder/needs.py describes the data: what is typed for each need, the most
 * dangerous first, and whom to reach.
 */

import { fold, typingErrors } from "./names.js";
import { stem } from "./stems.js";

/**
 * @typedef {{name: string, phone: string, where: string, url: string}} Line
 * @typedef {{need: string, lines: Line[], also: string[], isSure: boolean}} Need `also` are the needs
 *   besides, the most dangerous first; `isSure` says that it is no mere likeness of one word
 * @typedef {{any: string[], never: string[]}} Step words of which one stands there, and words of which
 *   none stands between it and the one before
 * @typedef {{steps: Step[], isAll: boolean}} Phrase `isAll` says that nothing else is typed
 * @typedef {{need: string, phrases: Phrase[]}[]} Needs
 */

/** The end of a phrase beside which nothing else is typed: "help ." */
const NOTHING_ELSE = ".";
/** What begins a word that must not stand between two of a phrase: "son !was hit" */
const NEVER = "!";

/** So many other words may stand between two of a phrase: "kill" and "me" in "kill you or me". */
const MOST_BETWEEN = 3;
/** Shorter words are other words when a letter is wrong: "gun" and "gum". */
const LONG_ENOUGH_FOR_AN_ERROR = 6;

/** @returns {{needs: Needs, lines: Record<string, Line[]>}} */
export function readNeeds({ sets, said, lines }) {
  const words = new Map(Object.entries(sets).map(([name, text]) => [`{${name}}`, text.split(" ")]));
  const ofSet = (word) => words.get(word) ?? [word];
  const read = (phrase) => {
    const parts = phrase.split(" ");
    const isAll = parts.at(-1) === NOTHING_ELSE;
    const steps = [];
    let never = [];
    for (const part of isAll ? parts.slice(0, -1) : parts) {
      if (part.startsWith(NEVER)) {
        never = ofSet(part.slice(NEVER.length));
      } else {
        steps.push({ any: ofSet(part), never });
        never = [];
      }
    }
    return { steps, isAll };
  };
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
  const words = fold(query).split(" ").filter(Boolean);
  const typed = words.map((word) => ({ word, simple: simple(word) }));
  const alike = placesOfWords(typed, isLike);
  const same = placesOfWords(typed, isAsTyped);
  const having = (isMeant) => needs.filter(({ phrases }) => phrases.some(isMeant)).map(({ need }) => need);
  const isSaid = ({ steps, isAll }, placesOf) =>
    (!isAll || typed.length === steps.length) && holds(steps, placesOf, 0, typed.length - 1);
  const surely = having((phrase) => isSaid(phrase, phrase.steps.length > 1 ? alike : same));
  const isSure = surely.length > 0;
  const [need, ...also] = isSure ? surely : having((phrase) => isSaid(phrase, alike));
  return need && { need, lines: lines[need], also, isSure };
}

/** Return a function that says where a word was typed. It asks of each word once. */
function placesOfWords(typed, isWord) {
  const known = new Map();
  const initials = new Set(typed.map((each) => each.simple[0]));
  return (word) => {
    // Most words of the lexicon begin with no letter that was typed.
    const initial = SILENT.has(word.slice(0, 2)) ? simpleOf(word)[0] : word[0];
    if (!initials.has(initial)) return NOWHERE;
    if (!known.has(word)) {
      const isHere = (each) => each.simple[0] === initial && isWord(each, word);
      known.set(word, typed.flatMap((each, at) => (isHere(each) ? [at] : [])));
    }
    return known.get(word);
  };
}

const NOWHERE = [];
/** Beginnings of which the first letter is not said, or not said so. */
const SILENT = new Set(["kn", "wr", "ph"]);

/**
 * Return a word as it may be written by ear: "nife" for knife, "rasist" for racist. The end of
 * "refugee" is heard: it is no refuge.
 * @param {string} word
 */
const simple = (word) =>
  word
    .replace(/^kn/, "n")
    .replace(/^wr/, "r")
    .replace(/ph/g, "f")
    .replace(/(.)c(?=[eiy])/g, "$1s")
    .replace(/(.)\1(?!$)/g, "$1")
    .replace(/([^e])\1$/, "$1");

/** @type {Map<string, string>} of words of the lexicon; what is typed is kept nowhere */
const simpleForms = new Map();

/** @param {string} word of the lexicon */
function simpleOf(word) {
  if (!simpleForms.has(word)) simpleForms.set(word, simple(word));
  return simpleForms.get(word);
}

/** Whether all words of a phrase are there, one after the other and not far apart. */
function holds([{ any, never }, ...others], placesOf, from, last) {
  for (const word of any) {
    for (const place of placesOf(word)) {
      if (place < from || place > last) continue;
      if (never.some((other) => placesOf(other).some((at) => at >= from && at < place))) continue;
      if (!others.length || holds(others, placesOf, place + 1, place + 1 + MOST_BETWEEN)) return true;
    }
  }
  return false;
}

const isAsTyped = (typed, word) =>
  typed.simple === simpleOf(word) ||
  (typed.word.length > 3 && word.length > 3 && stem(typed.word) === stem(word));

/** Words of danger are typed in haste. The first letter is right: only words with it are compared. */
function isLike(typed, word) {
  if (isAsTyped(typed, word)) return true;
  if (word.length < LONG_ENOUGH_FOR_AN_ERROR) return false;
  const most = word.length < 9 ? 1 : 2;
  return Math.abs(typed.word.length - word.length) <= most && typingErrors(typed.word, word, most) <= most;
}
