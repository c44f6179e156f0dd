/**
 * Find who answers for a place in the UK: a postcode, a town, a council, a police area, a service.
 *
 * Everything happens on the device. `find` fetches at most two small files, whose addresses hold
 * nothing of the query: the index, and one file of postcodes or of names.
 *
 *     import { find } from "https://…/assets/finder/finder.js";
 *     const { kind, areas, message } = await find("SK1 3XE");
 *
 * The typedefs in `answers.js` say what comes back. scripts/safetyhelp/finder/ writes the data files
 * and describes them.
 */

import { answerOf, nothing, suggestionsOf } from "./answers.js";
import { byName } from "./by-name.js";
import { byPostcode } from "./by-postcode.js";
import { DataFilesError, openDataFiles, placeFile } from "./data-files.js";
import { fold } from "./names.js";
import { needOf } from "./needs.js";
import { outsideByName } from "./outside-uk.js";
import { outwardAtEnd, readPostcode } from "./postcodes.js";
import { placesWithin } from "./sentences.js";
import { say } from "./wording.js";

export { DataFilesError };

/** @typedef {import("./answers.js").Area} Area */
/** @typedef {import("./answers.js").Answer} Answer */

/** The data folder beside this file. */
export const DATA = new URL("data/", import.meta.url).href;

/** Nobody types more than this; the rest of what is pasted is not looked at. */
export const LONGEST_QUERY = 200;
const MOST_WORDS_BESIDE = 4;

/**
 * Return the best answer to a query, or the answers to choose from, the likeliest first.
 * @param {string} query
 * @param {string} [base] address of the data folder
 * @param {typeof fetch} [fetcher]
 * @returns {Promise<Answer>} rejects with a `DataFilesError` if the files cannot be fetched
 */
export async function find(query, base = DATA, fetcher = globalThis.fetch) {
  const { direct, matches, index } = await look(query, base, fetcher);
  return direct ?? answerOf(matches, index, query.trim());
}

/**
 * Return what a half-typed query may become, the best first. Larger areas are one answer each, with
 * their councils inside.
 * @param {string} query
 * @param {string} [base]
 * @param {typeof fetch} [fetcher]
 * @param {number} [most]
 * @returns {Promise<Answer>}
 */
export async function suggest(query, base = DATA, fetcher = globalThis.fetch, most = 8) {
  const { direct, matches, index } = await look(query, base, fetcher);
  if (direct) return { ...direct, areas: direct.areas.slice(0, most) };
  return suggestionsOf(matches, index, query.trim(), most);
}

/**
 * Return the place that a sentence or an address names, if it names one. `explains` says that the
 * query asks for nothing else.
 * @param {string} query
 * @param {string} [base]
 * @param {typeof fetch} [fetcher]
 * @returns {Promise<{answer: Answer, explains: boolean} | undefined>}
 */
export async function findWithin(query, base = DATA, fetcher = globalThis.fetch) {
  const entered = narrow(query);
  const dataFiles = openDataFiles(base, fetcher);
  const isNamed = ({ areas: [first] }) => first?.match === "full" && first.url && !first.page;
  const coded = outwardAtEnd(entered);
  if (coded) {
    const named = await find(coded.before, base, fetcher);
    const answer = isNamed(named) && (await byPostcode(coded.typed, await dataFiles.index(), dataFiles));
    if (answer?.areas.length) return { answer: agreeing(answer, named), explains: true };
  }
  const meant = placesWithin(entered);
  const answers = await Promise.all(meant.map(({ text }) => find(text, base, fetcher)));
  const at = answers.findIndex(isNamed);
  return at < 0 ? undefined : { answer: answers[at], explains: meant[at].explains };
}

/**
 * Return the council that a few words begin or end with: "Salford Quays", "Highfields Leicester".
 * @param {string} query
 * @param {string} [base]
 * @param {typeof fetch} [fetcher]
 * @returns {Promise<Answer | undefined>}
 */
export async function councilWithin(query, base = DATA, fetcher = globalThis.fetch) {
  const words = narrow(query).trim().split(/[\s,]+/);
  if (words.length < 2 || words.length > MOST_WORDS_BESIDE) return undefined;
  const parts = [words.slice(0, -1), words.slice(0, 1), words.slice(-1), words.slice(1)];
  const answers = await Promise.all(parts.map((part) => find(part.join(" "), base, fetcher)));
  return answers.find(({ kind, areas: [first] }) => kind === "council" && first?.match === "full");
}

/** Of the councils of an outward code, the one whose town stands before it. @returns {Answer} */
function agreeing(answer, named) {
  const slugs = new Set(named.areas.map((area) => area.slug));
  const areas = answer.areas.filter((area) => slugs.has(area.slug));
  if (areas.length !== 1) return answer;
  const [{ name }] = areas;
  return { ...answer, areas: [{ ...areas[0], sure: true }], message: say.is(named.areas[0].name, name) };
}

/** Return what a query needs besides a place: help in danger, or help because of hate. */
export async function need(query, base = DATA, fetcher = globalThis.fetch) {
  return needOf(narrow(query), await openDataFiles(base, fetcher).index());
}

/** Fetch the index, so that the first answer comes sooner. Says nothing if it fails. */
export function prepare(base = DATA, fetcher = globalThis.fetch) {
  openDataFiles(base, fetcher).index().catch(() => {});
}

/** Return what is looked at: not too much, and full-width letters as the usual ones. */
const narrow = (entered) => entered.slice(0, LONGEST_QUERY).normalize("NFKC");

/** Post to the forces abroad: BFPO 57, BF1 2AT. */
const isForces = (query) => /^\s*(?:bfpo\b|bf1\s*\d[a-z]{2}\s*$)/i.test(query);

/** Read the query as a postcode, then as the name of somewhere outside, then as any other name. */
async function look(entered, base, fetcher) {
  const query = narrow(entered);
  const dataFiles = openDataFiles(base, fetcher);
  const index = await dataFiles.index();
  if (isForces(query)) return { direct: nothing("outside", say.forces) };
  const typed = readPostcode(query);
  const direct = typed && (await byPostcode(typed, index, dataFiles));
  if (direct) return { direct };
  const folded = fold(query);
  if (!folded) return { direct: nothing("none", /\p{L}/u.test(query) ? say.letters : say.empty) };
  const outside = outsideByName(folded);
  if (outside) return { direct: nothing("outside", outside) };
  const start = placeFile(index, folded);
  const local = start ? await dataFiles.places(start) : [];
  const beforeComma = query.includes(",") ? fold(query.slice(0, query.indexOf(","))) : "";
  return { index, matches: byName([...index.entities, ...local], folded, beforeComma, index) };
}
