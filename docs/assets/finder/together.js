/**
 * Places and pages together: what the search box asks. A place that is certain is the answer; else
 * guides and services that have the words are offered as well. Their index is fetched only then.
 */

import { find, suggest } from "./finder.js";
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
 * @returns {Promise<Together>}
 */
export async function findTogether(query) {
  const answer = await find(query);
  const [first] = answer.areas;
  const isSettled = first?.match === "full" && !isSeveralServices(answer);
  if (isSettled || answer.kind === "outside" || !query.trim()) return withoutPages(answer);
  return withPages(answer, query);
}

/**
 * Return suggestions: places, and pages if what is typed does not begin a place.
 * @param {string} query
 * @returns {Promise<import("./answers.js").Answer>} its areas may be pages
 */
export async function suggestTogether(query) {
  const answer = await suggest(query);
  const [first] = answer.areas;
  const isBegun = first && first.match !== "near" && answer.kind !== "record";
  if (isBegun || answer.kind === "outside") return withoutPages(answer);
  const { areas, pages, pagesFirst, ...rest } = await withPages(answer, query);
  const some = pages.slice(0, MOST_SUGGESTED_PAGES);
  const both = pagesFirst ? [...some, ...areas] : [...areas, ...some];
  return { ...rest, areas: both.slice(0, MOST_SUGGESTIONS), message: both.length ? "" : answer.message };
}

/** Return the pages that have the words of a query. @param {string} query @returns {Promise<Page[]>} */
export async function findPages(query) {
  return (await pagesFor(query)).pages;
}

async function pagesFor(query) {
  const { search } = await import("./search.js");
  return search(query);
}

const withoutPages = (answer) => ({ ...answer, pages: [], pagesFirst: false });

/**
 * Services are among the pages, so they are not said twice; a place that is only like it comes last.
 * If the pages cannot be fetched, the places are still an answer.
 */
async function withPages(answer, query) {
  const { pages, asTyped } = await pagesFor(query).catch(() => ({ pages: [], asTyped: false }));
  if (!pages.length) return withoutPages(answer);
  const [first] = answer.areas;
  const isPlace = first && answer.kind !== "record";
  const areas = isPlace ? answer.areas : [];
  const pagesFirst = !isPlace || (first.match === "near" && asTyped);
  const message = pagesFirst ? say.pages(query.trim()) : answer.message;
  return { kind: answer.kind, areas, message, pages, pagesFirst };
}

const isSeveralServices = ({ kind, areas }) =>
  kind === "record" && areas.filter((area) => area.page).length > 1;
