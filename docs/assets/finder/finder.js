/**
 * Find who answers for a place in the UK: a postcode, a town, a council, a police area, a service.
 *
 * Everything happens on the device. `find` fetches at most two small files, whose addresses hold
 * nothing of the query: the index, and one file of postcodes or of names.
 *
 *     import { find } from "https://…/assets/finder/finder.js";
 *     const { kind, areas, message } = await find("SK1 3XE");
 *
 * The typedefs `Answer` and `Area` say what comes back; `library.js` and `ranges.js` say what is in
 * the data files, which scripts/directory/finder/ writes.
 */

import { LibraryError, openLibrary, placeFile } from "./library.js";
import { FULL, match, matchOf, plainer, smallWordsMended, telling } from "./matching.js";
import { fold, squeeze } from "./names.js";
import { isNowhere, outsideByName, outsideByPostcode } from "./outside.js";
import { readPostcode, write } from "./postcodes.js";
import { councilAt, councilsAt, runsOf } from "./ranges.js";
import * as wording from "./wording.js";

export { LibraryError };

const { say } = wording;

/**
 * @typedef {{
 *   slug: string, name: string, detail: string, sure: boolean, url: string,
 *   match: "full" | "begun" | "near", areas?: Area[], page?: Page,
 * }} Area an answer: `slug` is the id of a council, empty where the answer is not one council;
 *   `url` is its page below the root of the site; `areas` are the councils of a larger area; `page`
 *   is the page of the service that was found. `match` says whether the whole name was typed, its
 *   beginning or some of its words, or something like it.
 * @typedef {{name: string, url: string}} Page
 * @typedef {"postcode"|"outward"|"place"|"council"|"police-area"|"record"|"outside"|"none"} Kind
 * @typedef {{kind: Kind, areas: Area[], message: string, page?: Page}} Answer
 */

/** The data folder beside this file. */
export const DATA = new URL("data/", import.meta.url).href;

/** A list of councils longer than this is no help: the visitor is asked for more. */
const LONGEST_LIST = 45;
const MOST_ANSWERS = 12;
const MOST_FULL_ANSWERS = 80;
const SIZE_OF_A_TOWN = 18;

/**
 * Return the best answer to a query, or the answers to choose from, the likeliest first.
 * @param {string} query
 * @param {string} [base] address of the data folder
 * @param {typeof fetch} [fetcher]
 * @returns {Promise<Answer>} rejects with a `LibraryError` if the files cannot be fetched
 */
export async function find(query, base = DATA, fetcher = globalThis.fetch) {
  const { direct, matches, index } = await look(query, base, fetcher);
  if (direct) return direct;
  const areas = arrange(matches, index);
  if (!areas.length) return nothing("none", say.none(query.trim()));
  return answer(areas, query.trim());
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
  const areas = distinct(ranked(matches, index)).slice(0, most);
  return areas.length
    ? { kind: areas[0].kind, areas: areas.map(publicly), message: "" }
    : nothing("none", say.none(query.trim()));
}

/** Fetch the index, so that the first answer comes sooner. Says nothing if it fails. */
export function prepare(base = DATA, fetcher = globalThis.fetch) {
  openLibrary(base, fetcher).index().catch(() => {});
}

/** Read the query as a postcode, then as the name of somewhere outside, then as any other name. */
async function look(query, base, fetcher) {
  const library = openLibrary(base, fetcher);
  const index = await library.index();
  const typed = readPostcode(query.slice(0, 200));
  const byPostcode = typed && (await postcode(typed, index, library));
  if (byPostcode) return { direct: byPostcode };
  const folded = fold(query.slice(0, 200));
  if (!folded) return { direct: nothing("none", "Type a postcode, a town or a council.") };
  const outside = outsideByName(folded);
  if (outside) return { direct: nothing("outside", outside) };
  const start = placeFile(index, folded);
  const local = start ? await library.places(start) : [];
  const beforeComma = query.includes(",") ? fold(query.slice(0, query.indexOf(","))) : "";
  return { index, matches: named([...index.things, ...local], folded, beforeComma, index) };
}

/** @returns {Answer} */
const nothing = (kind, message) => ({ kind, areas: [], message });

// Postcodes

/** @returns {Promise<Answer | null>} null if it is not meant as a postcode */
async function postcode(typed, index, library) {
  const { full, shown, readings } = typed;
  const outside = readings.map((each) => outsideByPostcode(each.area)).find(Boolean);
  if (outside && readings[0].changes === 0) return nothing("outside", outside);
  const area = readings.map((each) => each.area).find((each) => index.postcodeAreas.has(each));
  if (!area) return noSuchPostcode(typed);
  if (typed.impossible) return nothing("none", say.impossible(shown));
  const file = await library.postcodes(area);
  for (const reading of readings.filter((each) => each.area === area)) {
    const district = reading.outward.slice(area.length);
    if (file.likely?.[district]) return likelyCouncils(reading, file, district, full, index);
    const runs = runsOf(file, district);
    if (runs.length) return full ? fullPostcode(reading, runs, index) : outward(reading, runs, index);
  }
  return full ? nothing("none", say.nowhere(shown)) : null;
}

function noSuchPostcode({ full, shown, readings }) {
  if (!full || readings[0].changes) return null;
  return nothing("none", isNowhere(readings[0].area) ? say.nowhere(shown) : say.impossible(shown));
}

function fullPostcode(reading, runs, index) {
  const { council, sure } = councilAt(runs, reading.inward);
  const area = councilArea(index.councils.get(council), sure);
  const words = sure ? say.is : say.likely;
  return { kind: "postcode", areas: [area], message: words(write(reading), area.name) };
}

function outward(reading, runs, index) {
  const councils = councilsAt(runs, reading.inward).map((id) => index.councils.get(id));
  const areas = councils.map((council) => councilArea(council, councils.length === 1));
  const shown = write(reading);
  const message = areas.length === 1 ? say.is(shown, areas[0].name) : say.several(shown);
  return { kind: "outward", areas, message };
}

function likelyCouncils(reading, file, district, full, index) {
  const councils = file.likely[district].map((number) => index.councils.get(file.councils[number]));
  const areas = councils.map((council) => councilArea(council, false));
  const words = areas.length === 1 ? say.probably : say.severalLikely;
  return { kind: full ? "postcode" : "outward", areas, message: words(write(reading), areas[0].name) };
}

/** @returns {Area} */
const councilArea = ({ id, name, above }, sure, detail = above) => ({
  slug: id,
  name,
  detail,
  sure,
  url: `areas/${id}/`,
  match: "full",
});

// Names

/** @returns {import("./matching.js").Match[]} */
function named(things, folded, beforeComma, index) {
  const matches = withPoliceRecords(withoutEchoes(match(things, folded)));
  if (matches[0]?.tier === FULL && isLondon(matches[0].thing)) return [matches[0], ...matches.filter((m) => m.tier < FULL)];
  if (matches[0]?.tier === FULL) return withLargerNear(matches, things, folded);
  const ways = [
    ...plainer(folded).map(({ text, types }) => () => full(match(ofTypes(index.things, types), text))),
    () => qualified(things, folded, index),
    () => full(match(things, beforeComma)),
  ];
  for (const way of ways) {
    const better = way();
    if (better.length) return [...better, ...matches.filter((each) => each.tier < FULL)];
  }
  if (matches.length) return matches;
  const words = [telling(folded), smallWordsMended(folded)].filter((each) => each && each !== folded);
  return words.map((each) => match(things, each)).find((found) => found.length) ?? [];
}

/** A police area that shares its name with a council or county is not what is meant. */
function withoutEchoes(matches) {
  const isEcho = ({ thing, name }) => thing.type === "police-area" && name.use !== "own";
  const isArea = ({ thing, tier }) => tier === FULL && !["place", "record", "police-area"].includes(thing.type);
  return matches.some(isArea) ? matches.filter((each) => each.tier < FULL || !isEcho(each)) : matches;
}

/** A police area and the record of its force are one answer: the area, with the page of the record. */
function withPoliceRecords(matches) {
  const areas = new Set(matches.filter(({ thing }) => thing.type === "police-area").map(({ thing }) => thing.id));
  const isForce = ({ thing }) => thing.type === "record" && thing.kind === "police" && areas.has(thing.id);
  const forces = new Map(matches.filter(isForce).map(({ thing }) => [thing.id, thing]));
  return matches
    .filter((each) => !isForce(each))
    .map((each) => (each.thing.type === "police-area" ? { ...each, force: forces.get(each.thing.id) } : each));
}

/** London is never one place, whatever hamlet the source calls so. */
const isLondon = (thing) => thing.type === "region" && thing.id === "london";

const full = (matches) => matches.filter((each) => each.tier === FULL);
const ofTypes = (things, types) => things.filter((thing) => types.includes(thing.type));

/** A hamlet may be a town with a typing error: offer the town as well. */
function withLargerNear(matches, things, folded) {
  const isMinor = ({ thing }) =>
    thing.type === "record" || (thing.type === "place" && thing.places[0].size < SIZE_OF_A_TOWN);
  if (!full(matches).every(isMinor)) return matches;
  const larger = things.filter((thing) => thing.type === "council" || !isMinor({ thing }));
  const near = match(larger, folded, true).filter((each) => each.tier < FULL);
  const meant = near.filter(oneErrorAway(folded)).slice(0, 4);
  const known = new Set(meant.map((each) => each.thing));
  const rest = matches.filter((each) => each.tier < FULL && !known.has(each.thing));
  return [...full(matches), ...meant.map((each) => ({ ...each, larger: true })), ...rest];
}

const oneErrorAway = (folded) => (each) => Math.abs(each.name.key.length - squeeze(folded).length) < 2;

/** "Newport, Shropshire", "Marple Stockport": a name, then words that say where it is. */
function qualified(things, folded, index) {
  const words = folded.split(" ");
  for (let count = words.length - 1; count > 0; count -= 1) {
    const where = words.slice(count).join("");
    const found = full(match(things, words.slice(0, count).join(" ")))
      .map((each) => only(each, where, index))
      .filter(Boolean);
    if (found.length) return found;
  }
  return [];
}

/** Return a match with only those of its places that are in what `where` names. */
function only(each, where, index) {
  const { thing } = each;
  if (thing.type === "place") {
    const places = thing.places.filter((place) => isWithin(place.council, where, index));
    return places.length ? { ...each, thing: { ...thing, places } } : null;
  }
  if (thing.type === "record") return null;
  return thing.councils.some((council) => isWithin(council.id, where, index)) ? each : null;
}

function isWithin(council, where, index) {
  return index.things.some(
    (thing) =>
      thing.names.some((name) => name.key === where) && thing.councils.some((each) => each.id === council),
  );
}

// Answers

/** Arrange matches as answers: all of the full name, else the best. */
function arrange(matches, index) {
  const areas = distinct(ranked(matches, index));
  const exact = areas.filter((area) => area.match === "full");
  const certain = exact.some((area) => area.weighty);
  const shown = exact.length ? exact.slice(0, MOST_FULL_ANSWERS) : areas.slice(0, MOST_ANSWERS);
  const others = exact.length && !certain ? areas.filter((area) => area.larger).slice(0, 4) : [];
  return [...shown, ...others];
}

/** @returns {Answer} */
function answer([first, ...others], typed) {
  const kind = first.kind;
  const expanded = first.areas && first.match !== "near" ? { areas: first.areas } : { areas: [first] };
  const known = new Set(expanded.areas.map((area) => area.slug));
  const areas = [...expanded.areas, ...others.filter((area) => !area.slug || !known.has(area.slug))];
  return {
    kind,
    areas: areas.map(publicly),
    message: first.match === "near" ? say.near(typed) : messageFor(first, areas),
    ...(first.page && { page: first.page }),
  };
}

function messageFor(first, areas) {
  if (first.message) return first.message;
  if (areas.length > 1) return say.choose;
  if (first.kind === "record") return first.slug ? say.works(first.name, first.council) : say.everywhere(first.name);
  if (!first.sure) return say.probably(first.name, first.council);
  return first.council && first.council !== first.name
    ? say.is(first.name, first.council)
    : say.one(first.name, first.detail);
}

/** Take away what only this module needs. @returns {Area} */
function publicly({ slug, name, detail, sure, url, match: how, areas, page }) {
  return {
    ...{ slug, name, detail, sure, url, match: how },
    ...(areas && { areas: areas.map(publicly) }),
    ...(page && { page }),
  };
}

/** Return the answers that matches stand for, the best first; those of one size by county. */
function ranked(matches, index) {
  return matches
    .flatMap((each) => entries(each, index).map((area) => ({ tier: each.tier, rank: each.rank, ...area })))
    .sort((a, b) => b.tier - a.tier || b.rank - a.rank || (a.above ?? "").localeCompare(b.above ?? "", "en"));
}

/** Drop answers that say the same as one before. */
function distinct(areas) {
  const seen = new Set();
  return areas.filter((area) => {
    const key = sameness(area);
    const again = seen.has(key);
    seen.add(key);
    return !again;
  });
}

/** Return a text that is the same for a town and for the council of its name. */
function sameness(area) {
  if (area.page) return area.page.url;
  if (!area.slug) return `${area.kind} ${area.name}`;
  const named = area.match === "full" || area.name === area.council;
  return named ? area.slug : `${area.slug} ${area.name}`;
}

/** Return the answers that a match stands for: one for each place of the name, the largest first. */
function entries({ thing, name, tier, rank, larger = false, force }, index) {
  const how = { match: matchOf(tier), larger };
  if (thing.type === "place") {
    const smaller = (where) => ({ rank: rank - thing.places[0].size + where.size });
    return thing.places.map((where) => ({ ...placeEntry(thing, where, index, how), ...smaller(where) }));
  }
  if (thing.type === "record") return [recordEntry(thing, name, index, how)];
  if (thing.type === "council") {
    const [council] = thing.councils;
    const area = councilArea(council, true, wording.councilDetail(council, name));
    return [{ ...area, ...how, kind: "council", weighty: true, council: council.name }];
  }
  return [groupEntry(thing, name, force ? { ...how, page: pageOfRecord(force) } : how)];
}

function placeEntry(thing, where, index, how) {
  const council = index.councils.get(where.council);
  const name = thing.names[0].text;
  return {
    ...councilArea(council, where.sure, wording.placeDetail(name, where, council)),
    ...how,
    name,
    kind: "place",
    council: council.name,
    above: council.above,
    weighty: where.size >= SIZE_OF_A_TOWN,
  };
}

function groupEntry(thing, found, how) {
  const name = thing.names[0].text;
  const kind = { county: "council", former: "council", "police-area": "police-area" }[thing.type] ?? "place";
  const detail = wording.groupDetail(thing, found);
  const url = pageOfGroup(thing);
  const common = { ...how, name, detail, url, kind, sure: true, weighty: true };
  const [only, ...more] = thing.councils;
  if (!more.length) {
    return { ...common, slug: only.id, url: `areas/${only.id}/`, council: only.name };
  }
  if (thing.councils.length > LONGEST_LIST) {
    return { ...common, slug: "", message: say.large(name) };
  }
  const words = { "police-area": say.police, former: say.former }[thing.type] ?? say.group;
  const message = isLondon(thing) ? say.london(thing.councils.length) : words(name, thing.councils.length);
  const areas = thing.councils.map((council) => councilArea(council, true));
  return { ...common, slug: "", areas, message };
}

function pageOfGroup({ type, id }) {
  if (type === "police-area") return `places/police-areas/#${id}`;
  return type === "region" || type === "nation" ? `places/regions/#${id}` : "places/";
}

const pageOfRecord = ({ kind, id, names }) => ({ name: names[0].text, url: `services/${kind}/${id}/` });

function recordEntry(thing, found, index, how) {
  const name = thing.names[0].text;
  const councils = thing.covers.flatMap((cover) =>
    cover.includes(":")
      ? index.groups.get(wording.groupKey(cover)) ?? []
      : index.councils.get(cover) ?? [],
  );
  const page = pageOfRecord(thing);
  const detail = wording.recordDetail(thing, found, councils);
  const common = { ...how, name, detail, kind: "record", sure: true, weighty: false, page };
  if (councils.length === 1) {
    return { ...common, slug: councils[0].id, url: `areas/${councils[0].id}/`, council: councils[0].name };
  }
  if (!councils.length || councils.length > LONGEST_LIST) return { ...common, slug: "", url: page.url };
  const areas = councils.map((council) => councilArea(council, true));
  return { ...common, slug: "", url: page.url, areas, message: say.record(name, councils.length) };
}
