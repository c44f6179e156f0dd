/**
 * Places, needs and pages together: what the search box asks. What tells of danger comes first. A
 * place that is certain is the answer; else guides and services that have the words are offered as
 * well. Their index is fetched only then.
 */

import { nothing } from "./answers.js";
import { everyNeed, find, findWithin, isPlainWord, outside, suggest } from "./finder.js";
import { fold, GENERIC, squeeze } from "./names.js";
import { asPage, guidesOf, isEnough, isUrgent, sectionOf } from "./need-pages.js";
import { say } from "./wording.js";

const MOST_SUGGESTIONS = 8;
const MOST_SUGGESTED_PAGES = 4;

/**
 * @typedef {import("./answers.js").Area} Area
 * @typedef {import("./search.js").Page} Page
 * @typedef {import("./needs.js").Line} Line
 * @typedef {import("./answers.js").Answer & {
 *   pages: Page[], pagesFirst: boolean, urgent?: {message: string, lines: Line[]},
 * }} Together `urgent` is what comes before all else
 */

/**
 * Return the places that a query may mean, and pages if it is not certainly a place.
 * @param {string} query
 * @returns {Promise<Together>}
 */
export async function findTogether(query) {
  if (!query.trim()) return withoutPages(await find(query));
  const [answer, needed] = await Promise.all([find(query), everyNeed(query)]);
  if (answer.kind === "outside" && !(needed && isUrgent(needed))) return withoutPages(answer);
  const [first] = answer.areas;
  const isPostcode = answer.kind === "postcode" || answer.kind === "outward";
  const isClose = first?.close && !needed?.isSure;
  const isPlace = isPostcode || ((first?.match === "full" || isClose) && answer.kind !== "record");
  // One word of hate, as "racism", names no service that has it in its name.
  const isOneNeed = needed?.isSure && isEnough(needed) && !/\S\s+\S/.test(query);
  const isService = first?.match === "full" && answer.kind === "record" && !isSeveralServices(answer) && !isOneNeed;
  const isAnswered = isPlace || isService;
  if (needed && isEnough(needed) && !(isAnswered && !isUrgent(needed))) return withNeed(answer, needed, query);
  if (isGeneral(query)) {
    const none = { ...answer, areas: [] };
    return needed ? withNeed(none, needed, query) : withPages(none, query);
  }
  const within = isAnswered ? undefined : await findWithin(query);
  if (within?.explains) return withoutPages(within.answer);
  const isWhole = answer.kind === "postcode" || answer.areas.length === 1;
  const isMore = isPlace && !(isPostcode && isWhole) && query.trim().split(/\s+/).length > 2;
  if (needed && (!isAnswered || isMore)) return withNeed(within?.answer ?? answer, needed, query);
  const elsewhere = isAnswered || within ? "" : outside(query);
  if (elsewhere) return withoutPages(nothing("outside", elsewhere));
  if (!isAnswered && isEstate(query)) return ofEstate(query, within?.answer.areas ?? []);
  if (within) return toChoose({ ...(await withPages(within.answer, query)), pagesFirst: false });
  const isWithThe = /^\s*the\s/i.test(query) && !/^the\s/i.test(first?.name ?? "");
  const isPlain = isPlace && !isPostcode && (await isPlainWord(query));
  const isOtherwiseNamed = squeeze(fold(first?.name ?? "")) !== squeeze(fold(query));
  const isOfThe = isWithThe && answer.kind !== "council";
  if (isPlace && !isPostcode && (first.small || isOfThe || (isPlain && isOtherwiseNamed))) {
    const either = needed ? await withNeed(answer, needed, query) : await unlessPages(answer, query);
    return isOfThe || isPlain ? toChoose(either) : either;
  }
  if (isAnswered || first?.match === "full") return withoutPages(answer);
  return withPages(answer, query);
}

const ESTATE = /(\S+)\s+(?:estate|farm|park|flats|towers?|court)\s*$/i;
/** "On the estate" names none, and the crown court is no block of flats. */
const BEFORE_NO_NAME = new Set("the this that my our a in to at by near from of crown county high magistrates sheriff youth family".split(" "));
const isEstate = (query) => {
  const [, before] = query.match(ESTATE) ?? [];
  return Boolean(before) && !BEFORE_NO_NAME.has(fold(before));
};

/** Many estates are on no list. One may be in the part of a town of its name, but in no town far away. */
function ofEstate(query, named) {
  const isPart = named.every(({ small, slug }) => small && slug === named[0].slug);
  return toChoose(withoutPages({ kind: "place", areas: isPart ? named : [], message: say.estate(query.trim()) }));
}

/** What is only a part of what was typed is offered, and opens no page by itself. */
const toChoose = (answer) => ({
  ...answer,
  areas: answer.areas.map((area) => (area.match === "full" ? { ...area, match: "begun" } : area)),
});

/**
 * Return suggestions: places, and pages if what is typed does not begin a place.
 * @param {string} query
 * @returns {Promise<import("./answers.js").Answer>} its areas may be pages
 */
export async function suggestTogether(query) {
  const [answer, needed] = await Promise.all([suggest(query), everyNeed(query)]);
  const [first] = answer.areas;
  const isFull = first?.match === "full" && answer.kind !== "record";
  if (needed && isEnough(needed) && !(isFull && !isUrgent(needed))) return suggestedForNeed(answer, needed, query);
  const isPlace = first && (isLike(first, query) || first.close) && answer.kind !== "record";
  if (isPlace || answer.kind === "outside") return withoutPages(answer);
  const { areas, pages, pagesFirst, ...rest } = await withPages(answer, query);
  const some = pages.slice(0, MOST_SUGGESTED_PAGES);
  const both = pagesFirst ? [...some, ...areas] : [...areas, ...some];
  return { ...rest, areas: both.slice(0, MOST_SUGGESTIONS), message: both.length ? "" : answer.message };
}

/** Words of so many services that a query of nothing else names none of them. */
const isGeneral = (query) => {
  const words = fold(query).split(" ").filter(Boolean);
  return words.length > 0 && words.every((word) => GENERIC.has(word) || ASKING.has(word));
};
const ASKING = new Set("report reporting help number phone who what how to i need want contact online team officer officers constabulary which my find".split(" "));

/** What helps at once comes first, then the place if one is named, at the section of the need. */
async function withNeed(answer, needed, query) {
  const [first] = answer.areas;
  const isNamed = first?.match === "full" && answer.kind !== "record";
  const named = isNamed ? answer : (await findWithin(query))?.answer;
  const elsewhere = named ? "" : outside(query);
  const section = sectionOf(needed);
  const areas = (named?.areas ?? []).map((area) =>
    area.slug && section ? { ...area, url: `${area.url}#${section}` } : area,
  );
  const pages = await pagesOfNeed(needed, query).catch((error) => {
    if (!named && !isEnough(needed)) throw error;
    return guidesOf(needed);
  });
  const urgent = isUrgent(needed) ? { message: say.needs[needed.need], lines: needed.lines } : undefined;
  const message = named ? say.needHere : isEnough(needed) ? say.needAnywhere : say.pages(query.trim());
  if (elsewhere && !urgent) return withoutPages(nothing("outside", elsewhere));
  const kind = named?.kind ?? "none";
  const mayBeLike = !named && !isEnough(needed) && answer.kind !== "record" && !/\S\s+\S/.test(query);
  const like = mayBeLike ? answer.areas : [];
  return toChoose({ kind, areas: [...areas, ...like], message: elsewhere || message, pages, pagesFirst: !named, ...(urgent && { urgent }) });
}

/** The guides of the need come first; the search may know which part of them is meant. */
async function pagesOfNeed(needed, query) {
  const { pages } = await pagesFor(query);
  const guides = guidesOf(needed).map(
    (guide) => pages.find(({ url }) => url.split("#")[0] === guide.url) ?? guide,
  );
  const known = new Set(guides.map(({ url }) => url.split("#")[0]));
  return [...guides, ...pages.filter(({ url }) => !known.has(url.split("#")[0]))];
}

/** Lines, pages, and the places that the text begins. */
async function suggestedForNeed(answer, needed, query) {
  const lines = isUrgent(needed) ? needed.lines.map(asPage) : [];
  const found = await pagesOfNeed(needed, query).catch(() => guidesOf(needed));
  const pages = found.slice(0, MOST_SUGGESTED_PAGES);
  const places = answer.kind === "record" ? [] : answer.areas.filter(({ match }) => match !== "near");
  const known = new Set(lines.map(({ url }) => url));
  const areas = [...lines, ...pages.filter(({ url }) => !known.has(url)), ...places];
  return { kind: "none", areas: areas.slice(0, MOST_SUGGESTIONS), message: "" };
}

/** A hamlet may have the name of what is asked: the village Law. Both are offered then. */
async function unlessPages(answer, query) {
  const none = { pages: [], asTyped: false };
  const { pages, asTyped } = await pagesFor(query).catch(() => none);
  if (!asTyped || !pages.length) return withoutPages(answer);
  return { ...answer, message: say.choose, pages, pagesFirst: false };
}

/**
 * Return the pages that have the words of a query.
 * @param {string} query
 * @returns {Promise<Page[]>}
 */
export const findPages = async (query) => (await pagesFor(query)).pages;

async function pagesFor(query) {
  const { search } = await import("./search.js");
  return search(query);
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
 * If the pages cannot be fetched, the places are still an answer; where there is none, that is said.
 */
async function withPages(answer, query) {
  const { pages, asTyped } = await pagesFor(query).catch((error) => {
    if (!answer.areas.some(({ match }) => match !== "near")) throw error;
    return { pages: [], asTyped: false };
  });
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
