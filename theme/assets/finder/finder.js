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

import { answerOf, councilArea, nothing, suggestionsOf } from "./answers.js";
import { asWritten } from "./by-ear.js";
import { byExactName, byName } from "./by-name.js";
import { byPostcode } from "./by-postcode.js";
import { DataFilesError, openDataFiles, ours, placeFile } from "./data-files.js";
import { matchOf } from "./matching.js";
import { fold, GENERIC, squeeze } from "./names.js";
import { spotOfFile, spotsOfIndex, startsToTry, textsOf } from "./names-in-text.js";
import { HATE_CRIME, isUrgent } from "./need-pages.js";
import { needOf } from "./needs.js";
import { outsideByName, outsideWithin } from "./outside-uk.js";
import { outwardAtEnd, readPostcode } from "./postcodes.js";
import { isAddress, placesWithin } from "./sentences.js";
import { say } from "./wording.js";

export { DataFilesError };

/** @typedef {import("./answers.js").Area} Area */
/** @typedef {import("./answers.js").Answer} Answer */

/** Nobody types more than this; the rest of what is pasted is not looked at. */
export const LONGEST_QUERY = 200;
/** A shorter word with an error in it may be too many others. */
const LONG_WORD = 7;

/**
 * Return the best answer to a query, or the answers to choose from, the likeliest first.
 * @param {string} query
 * @param {string} [base] address of the data folder
 * @param {typeof fetch} [fetcher]
 * @returns {Promise<Answer>} rejects with a `DataFilesError` if the files cannot be fetched
 */
export async function find(query, base, fetcher) {
  const dataFiles = openDataFiles(base, fetcher);
  const coded = await ofPostcodeArea(query, dataFiles);
  if (coded) return coded;
  const { direct, matches, index } = await look(query, dataFiles);
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
export async function suggest(query, base, fetcher, most = 8) {
  const dataFiles = openDataFiles(base, fetcher);
  const { direct, matches, index } = await look(query, dataFiles);
  if (direct) return { ...direct, areas: direct.areas.slice(0, most) };
  const isBegun = matches.some(({ tier, name }) => matchOf(tier) !== "near" && name.use === "own");
  const coded = isBegun ? undefined : await ofPostcodeArea(query, dataFiles);
  if (coded) return { ...coded, areas: coded.areas.slice(0, most), message: "" };
  return suggestionsOf(matches, index, query.trim(), most);
}

/**
 * Return the place that a sentence or an address names, if it names one. `explains` says that the
 * query asks for nothing else.
 * @param {string} query
 * @returns {Promise<{answer: Answer, explains: boolean} | undefined>}
 */
export async function findWithin(query) {
  const entered = narrow(query);
  const coded = outwardAtEnd(entered);
  const answer = coded && (await ofOutward(coded.typed));
  if (!answer) return namedWithin(entered);
  const alone = await findTyped(coded.before);
  const named = isNamed(alone) ? { answer: alone, explains: true } : await namedWithin(coded.before);
  const explains = isAddress(coded.before) || Boolean(named?.explains);
  return { answer: named ? agreeing(answer, named.answer) : answer, explains };
}

/** @returns {Promise<Answer | undefined>} the councils of an outward code, if it has some */
async function ofOutward(typed) {
  const answer = await byPostcode(typed, await ours.index(), ours);
  return answer?.areas.length ? answer : undefined;
}

/** @returns {Promise<Answer | undefined>} the councils of "LS", those with the most postcodes first */
async function ofPostcodeArea(query, dataFiles) {
  const typed = narrow(query).trim().toUpperCase();
  const index = await dataFiles.index();
  if (!index.postcodeAreas.has(typed) || index.byKey.has(typed.toLowerCase())) return undefined;
  const { councils } = await dataFiles.postcodes(typed);
  const isOne = councils.length === 1;
  const areas = councils.map((id) => councilArea(index.councils.get(id), isOne));
  return { kind: "outward", areas, message: (isOne ? say.is : say.several)(typed, areas[0].name) };
}

/** Return what to say of a sentence that names somewhere outside the UK, or "". */
export const outside = (query) => outsideWithin(fold(narrow(query)));

/** Whether a query is a word that mostly tells something else than a place: "the market". @param {string} query */
export const isPlainWord = async (query) => (await ours.index()).plain.has(fold(narrow(query)).replace(/^the /, ""));

const isNamed = ({ kind, areas: [first] }) => kind !== "record" && first?.match === "full" && Boolean(first.url);

async function namedWithin(text) {
  const index = await ours.index();
  const tellingOf = (part) => fold(part).split(" ").filter((word) => !GENERIC.has(word)).join(" ");
  const mayName = ({ text: part, isLast }) => {
    const told = tellingOf(part);
    return told && !index.postcodeAreas.has(told.toUpperCase()) && !(isLast && index.plain.has(told));
  };
  const meant = placesWithin(text).filter(mayName);
  const answers = await Promise.all(meant.map((each) => findTyped(each.text)));
  // "In shop" is in no hamlet called Shop.
  const isMeant = (answer, which) =>
    isNamed(answer) && !(answer.areas[0].small && index.plain.has(tellingOf(meant[which].text)));
  const at = answers.findIndex(isMeant);
  if (at >= 0) return { answer: answers[at], explains: meant[at].explains };
  const { names, words } = await namesIn(fold(text).split(" "));
  const named = (await Promise.all(names.map(findTyped))).find(isNamed);
  if (named) return { answer: named, explains: false };
  const isIt = ({ kind, areas: [first] }, which) => kind !== "record" && isNearly(first, words[which]);
  const misspelt = (await Promise.all(words.map((word) => find(word)))).find(isIt);
  return misspelt && { answer: misspelt, explains: false };
}

/** A town but for one letter: "pontyprid". */
const isNearly = (area, word) =>
  area?.close || (area?.match === "begun" && squeeze(fold(area.name)).length === word.length + 1);

/**
 * @returns {Promise<{names: string[], words: string[]}>} the names of places in a sentence, the
 *   likeliest first, and the long words that may be misspelt names
 */
async function namesIn(words) {
  const index = await ours.index();
  const isOther = (word) => index.plain.has(word);
  const known = spotsOfIndex(words, index, isOther);
  const isPlain = await import("./search.js")
    .then(({ plainWords }) => plainWords())
    .catch(() => () => true);
  const starts = startsToTry(words, known, (word) => isOther(word) || isPlain(word), isOther);
  const spots = starts.map(async (at) => {
    const start = placeFile(index, words.slice(at).join(" "));
    return start ? spotOfFile(words, at, await ours.places(start)) : undefined;
  });
  const names = textsOf([...known, ...(await Promise.all(spots)).filter(Boolean)]);
  return { names, words: starts.map((at) => words[at]).filter((word) => word.length >= LONG_WORD) };
}

/** Of the councils of an outward code, the one whose town stands before it. @returns {Answer} */
function agreeing(answer, named) {
  const slugs = new Set(named.areas.map((area) => area.slug));
  const areas = answer.areas.filter((area) => slugs.has(area.slug));
  if (areas.length !== 1) return answer;
  const [{ name }] = areas;
  const town = named.areas[0].name;
  const message = town === name ? named.message : say.is(town, name);
  return { ...answer, areas: [{ ...areas[0], sure: true }], message };
}

/** Return the answer to a text that is a name as it is typed, else an empty one. @returns {Promise<Answer>} */
async function findTyped(text) {
  const { direct, matches, index } = await look(text, ours, byExactName);
  return direct ?? answerOf(matches, index, text);
}

/** Return what a query needs besides a place: help in danger, or help because of hate. */
export async function need(query, base, fetcher) {
  const found = await everyNeed(query, openDataFiles(base, fetcher));
  if (!found) return undefined;
  if (isUrgent(found)) return { need: found.need, lines: found.lines };
  return [found.need, ...found.also].includes(HATE_CRIME) ? { need: HATE_CRIME, lines: [] } : undefined;
}

/** Return all that a query needs besides a place, also what can wait: how to complain. */
export async function everyNeed(query, dataFiles = ours) {
  return needOf(narrow(query), await dataFiles.index());
}

/** Fetch the index, so that the first answer comes sooner. Says nothing if it fails. */
export function prepare() {
  ours.index().catch(() => {});
}

/** Return what is looked at: not too much, and full-width letters as the usual ones. */
const narrow = (entered) => entered.slice(0, LONGEST_QUERY).normalize("NFKC");

/** Post to the forces abroad: BFPO 57, BF1 2AT. */
const isForces = (query) => /^\s*(?:bfpo(?:\b|\d)|british forces post|bf1\s*\d[a-z]{2}\s*$)/i.test(query);

/** Read the query as a postcode, then as the name of somewhere outside, then as any other name. */
async function look(entered, dataFiles, read = byName) {
  const query = narrow(entered);
  const index = await dataFiles.index();
  if (isForces(query)) return { direct: nothing("outside", say.forces) };
  const typed = readPostcode(query);
  const direct = typed && (await byPostcode(typed, index, dataFiles));
  if (direct) return { direct };
  const folded = asWritten(fold(query));
  if (!folded) return { direct: nothing("none", /\p{L}/u.test(query) ? say.letters : say.empty) };
  const message = outsideByName(folded);
  if (message) return { direct: nothing("outside", message) };
  const start = placeFile(index, folded);
  const local = start ? await dataFiles.places(start) : [];
  const beforeComma = query.includes(",") ? fold(query.slice(0, query.indexOf(","))) : "";
  return { index, matches: read([...index.entities, ...local], folded, beforeComma, index) };
}
