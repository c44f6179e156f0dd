/**
 * Places and pages together: what the search box asks. A place that is certain is the answer; else
 * guides and services that have the words are offered as well. Their index is fetched only then.
 */

import { DATA, find, suggest } from "./finder.js";
import { fold, squeeze } from "./names.js";
import { say } from "./wording.js";

const MOST_SUGGESTIONS = 8;
const MOST_SUGGESTED_PAGES = 4;

/**
 * @typedef {import("./answers.js").Area} Area
 * @typedef {import("./search.js").Page} Page
 * @typedef {import("./answers.js").Answer & {pages: Page[], pagesFirst: boolean}} Together
 */

/**
 * Return the places that a query may mean, and pages if it is not certainly a place.
 * @param {string} query
 * @param {string} [base] address of the data folder
 * @param {typeof fetch} [fetcher]
 * @returns {Promise<Together>}
 */
export async function findTogether(query, base = DATA, fetcher = globalThis.fetch) {
  const answer = await find(query, base, fetcher);
  const [first] = answer.areas;
  const isPlace = first?.match === "full" || first?.close;
  const isSettled = isPlace && !isSeveralServices(answer);
  if (isSettled || answer.kind === "outside" || !query.trim()) return withoutPages(answer);
  return withPages(answer, query, base, fetcher);
}

/**
 * Return suggestions: places, and pages if what is typed does not begin a place.
 * @param {string} query
 * @param {string} [base]
 * @param {typeof fetch} [fetcher]
 * @returns {Promise<import("./answers.js").Answer>} its areas may be pages
 */
export async function suggestTogether(query, base = DATA, fetcher = globalThis.fetch) {
  const answer = await suggest(query, base, fetcher);
  const [first] = answer.areas;
  const isPlace = first && (isLike(first, query) || first.close) && answer.kind !== "record";
  if (isPlace || answer.kind === "outside") return withoutPages(answer);
  const { areas, pages, pagesFirst, ...rest } = await withPages(answer, query, base, fetcher);
  const some = pages.slice(0, MOST_SUGGESTED_PAGES);
  const both = pagesFirst ? [...some, ...areas] : [...areas, ...some];
  return { ...rest, areas: both.slice(0, MOST_SUGGESTIONS), message: both.length ? "" : answer.message };
}

/**
 * Return the pages that have the words of a query.
 * @param {string} query
 * @param {string} [base]
 * @param {typeof fetch} [fetcher]
 * @returns {Promise<Page[]>}
 */
export async function findPages(query, base = DATA, fetcher = globalThis.fetch) {
  return (await pagesFor(query, base, fetcher)).pages;
}

async function pagesFor(query, base, fetcher) {
  const { search } = await import("./search.js");
  return search(query, base, fetcher);
}

const withoutPages = (answer) => ({ ...answer, pages: [], pagesFirst: false });

/** Whether a place has all that was typed in its name: not so Aske for "ask for a case review". */
function isLike({ match, name }, query) {
  if (match !== "begun") return match === "full";
  const words = fold(name).split(" ");
  const typed = fold(query);
  const hasWord = (word) => words.some((each) => each.startsWith(word));
  return words.join("").startsWith(squeeze(typed)) || typed.split(" ").every(hasWord);
}

/**
 * Services are among the pages, so they are not said twice; a place that is only like it comes last.
 * If the pages cannot be fetched, the places are still an answer.
 */
async function withPages(answer, query, base, fetcher) {
  const none = { pages: [], asTyped: false };
  const { pages, asTyped } = await pagesFor(query, base, fetcher).catch(() => none);
  if (!pages.length) return withoutPages(answer);
  const [first] = answer.areas;
  const isPlace = first && answer.kind !== "record";
  const areas = isPlace ? answer.areas : [];
  const pagesFirst = !isPlace || (asTyped && !isLike(first, query));
  const message = pagesFirst ? say.pages(query.trim()) : answer.message;
  return { kind: answer.kind, areas, message, pages, pagesFirst };
}

const isSeveralServices = ({ kind, areas }) =>
  kind === "record" && areas.filter((area) => area.page).length > 1;
