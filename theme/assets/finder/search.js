/**
 * Find guides, their sections and services by words: "noise", "nothing happened", "mate crime".
 *
 * Like the search for places this happens on the device. `search` fetches one file, which is the
 * same whatever is looked for; see scripts/safetyhelp/finder/search_file.py. It is fetched only
 * when a query is no place, or when somebody asks for pages.
 */

import { LONGEST_QUERY } from "./finder.js";
import { ours } from "./data-files.js";
import { fold, typingErrors } from "./names.js";
import { stem } from "./stems.js";
import { pageDetail } from "./wording.js";

/**
 * @typedef {{name: string, detail: string, url: string}} Page a page or a part of one; `url` is its
 *   address below the root of the site
 * @typedef {Map<number, number>} Places weight by number of the page
 * @typedef {{
 *   pages: Page[], words: Map<string, string[] | Places>, known: Set<string>, plain: Set<string>,
 *   skip: Set<string>,
 *   synonyms: {words: string[], means: string[]}[], spelt: string[],
 * }} TextIndex words are without their endings, but for `spelt`; their places are read when they are
 *   needed
 */

/** How much is lost where a word is not there as typed. */
const BEGUN = 0.6;
const MEANT = 0.8;

const MOST_PAGES = 8;
const MOST_OF_ONE_PAGE = 2;
/** A page with less than this share of the best score is no answer. */
const LEAST_SHARE = 0.25;

/**
 * Return the pages that fit the words best, the best first. `asTyped` says that each word that tells
 * something is known as it was typed.
 * @param {string} query
 * @returns {Promise<{pages: Page[], asTyped: boolean}>} rejects with a `DataFilesError` if the file
 *   cannot be fetched
 */
export async function search(query) {
  const index = await ours.text(readText);
  const typed = fold(query.slice(0, LONGEST_QUERY)).split(" ").filter(Boolean);
  const words = joined(typed, index).flatMap((word) => mended(word, index));
  const terms = words.filter((word) => !index.skip.has(word));
  return {
    pages: best(scores(terms, words, index), index),
    asTyped: typed.every((word) => index.skip.has(word) || index.known.has(stem(word))),
  };
}

/**
 * Return the words that guides and questions are made of: in a sentence they are no places.
 * @returns {Promise<(word: string) => boolean>}
 */
export async function plainWords() {
  const { plain, skip } = await ours.text(readText);
  return (word) => skip.has(word) || plain.has(stem(word));
}

/** @returns {TextIndex} */
function readText(file) {
  const pages = [
    ...file.sections.map(([url, name, page]) => ({ name, detail: pageDetail(url, page, file.kinds), url })),
    ...file.records.map(([kind, id, name, area]) => ({
      name,
      detail: pageDetail(`services/${kind}/`, area, file.kinds),
      url: `services/${kind}/${id}/`,
    })),
  ];
  const words = new Map();
  const plain = new Set();
  for (const [word, text] of Object.entries(file.words)) {
    const key = stem(word);
    words.set(key, [...(words.get(key) ?? []), text]);
    if (parseInt(text.match(/^[0-9a-z]+/)[0], 36) < file.sections.length) plain.add(key);
  }
  const spoken = file.synonyms.flatMap(([from]) => from.split(" "));
  const synonyms = file.synonyms.map((pair) => pair.map((text) => text.split(" ").map(stem)));
  return {
    pages,
    words,
    synonyms: synonyms.map(([from, means]) => ({ words: from, means })),
    known: new Set([...words.keys(), ...spoken.map(stem)]),
    plain: new Set([...plain, ...spoken.map(stem)]),
    spelt: [...Object.keys(file.words), ...spoken],
    skip: new Set(file.skip.split(" ")),
  };
}

/** Return where a word is. @param {string} word @param {TextIndex} index @returns {Places} */
function placesOf(word, { words }) {
  const found = words.get(word) ?? [];
  if (found instanceof Map) return found;
  const places = new Map();
  for (const text of found) {
    let number = 0;
    for (const [, step, letter] of text.matchAll(/([0-9a-z]+)([A-Z])/g)) {
      number += parseInt(step, 36);
      places.set(number, Math.max(places.get(number) ?? 0, letter.charCodeAt(0) - 64));
    }
  }
  if (places.size) words.set(word, places);
  return places;
}

/** Join words that are one word without their space: "crime stoppers". */
function joined(words, { known }) {
  const found = [];
  for (let at = 0; at < words.length; at += 1) {
    const both = `${words[at]}${words[at + 1]}`;
    const isOne = known.has(stem(both));
    found.push(isOne ? both : words[at]);
    at += isOne ? 1 : 0;
  }
  return found;
}

/**
 * Return what was probably meant, without endings: the word itself, one that is spelt like it, or
 * two that were written as one ("hatecrime").
 */
function mended(typed, { known, skip, spelt }) {
  const word = stem(typed);
  if (skip.has(typed)) return [typed];
  if (known.has(word) || typed.length < 4 || /[0-9]/.test(typed)) return [word];
  const most = typed.length < 8 ? 1 : 2;
  let nearest;
  let least = most + 1;
  for (const other of spelt) {
    if (other.startsWith(typed)) return [word];
    if (Math.abs(other.length - typed.length) > most || other[0] !== typed[0]) continue;
    const errors = typingErrors(typed, other, most);
    if (errors < least) [nearest, least] = [other, errors];
  }
  return nearest ? [stem(nearest)] : divided(typed, known) ?? [word];
}

function divided(word, known) {
  for (let at = 3; at <= word.length - 3; at += 1) {
    const parts = [stem(word.slice(0, at)), stem(word.slice(at))];
    if (parts.every((part) => known.has(part))) return parts;
  }
  return null;
}

/**
 * Return the score of each page that has one of the words. What has all of them comes before what
 * has only some.
 * @param {string[]} terms the telling words
 * @param {string[]} words all words, in order
 * @param {TextIndex} index
 * @returns {Map<number, number>}
 */
function scores(terms, words, index) {
  const rare = (places) => Math.log(1 + index.pages.length / places.size);
  const found = terms.map((term, at) => placesOfTerm(term, at === terms.length - 1, index));
  const meant = index.synonyms.filter((each) => holds(words, each.words));
  const totals = new Map();
  const covered = new Map();
  const add = (page, score, at) => {
    totals.set(page, (totals.get(page) ?? 0) + score);
    covered.set(page, (covered.get(page) ?? new Set()).add(at));
  };
  found.forEach(({ places, discount }, at) => {
    for (const [page, weight] of places) add(page, weight * discount * rare(places), at);
  });
  for (const { words: phrase, means } of meant) {
    const [first, ...others] = means.map((word) => placesOf(word, index));
    for (const page of first.keys()) {
      if (!others.every((places) => places.has(page))) continue;
      const each = [first, ...others].map((places) => places.get(page) * rare(places));
      const score = (MEANT * each.reduce((sum, one) => sum + one, 0)) / each.length;
      terms.forEach((term, at) => phrase.includes(term) && add(page, score / phrase.length, at));
    }
  }
  for (const [page, score] of totals) {
    totals.set(page, score * (covered.get(page).size / terms.length) ** 2);
  }
  return totals;
}

/** Return the pages of a word, else of the words that begin with it. */
function placesOfTerm(term, isLast, index) {
  if (index.words.has(term) || !isLast || term.length < 3) return { places: placesOf(term, index), discount: 1 };
  const places = new Map();
  for (const word of index.words.keys()) {
    if (!word.startsWith(term)) continue;
    for (const [page, weight] of placesOf(word, index)) {
      places.set(page, Math.max(places.get(page) ?? 0, weight));
    }
  }
  return { places, discount: BEGUN };
}

/** Whether the words hold all of a phrase, one behind the other. */
const holds = (words, phrase) =>
  words.some((_, at) => phrase.every((word, behind) => words[at + behind] === word));

/** @returns {Page[]} */
function best(totals, { pages }) {
  const ranked = [...totals].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const perPage = new Map();
  const kept = [];
  for (const [number, score] of ranked) {
    if (score < ranked[0][1] * LEAST_SHARE || kept.length === MOST_PAGES) break;
    const page = pages[number].url.split("#")[0];
    perPage.set(page, (perPage.get(page) ?? 0) + 1);
    if (perPage.get(page) <= MOST_OF_ONE_PAGE) kept.push(pages[number]);
  }
  return kept;
}
