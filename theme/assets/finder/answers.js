/** Matches → the answers that are given: what each is called, where it leads, in which order. Pure. */

import { matchOf, SIZE_OF_A_TOWN } from "./matching.js";
import * as wording from "./wording.js";

/**
 * @typedef {{
 *   slug: string, name: string, detail: string, sure: boolean, url: string,
 *   match: "full" | "begun" | "near", close?: true, small?: true, areas?: Area[], page?: Page,
 * }} Area an answer: `slug` is the id of a council, empty where the answer is not one council;
 *   `url` is its page below the root of the site; `areas` are the councils of a larger area; `page`
 *   is the page of the service that was found. `match` says whether the whole name was typed, its
 *   beginning or some of its words, or something like it; `close` that it is a town or larger and
 *   one typing error away; `small` that it is less than a town.
 * @typedef {{name: string, url: string}} Page
 * @typedef {"postcode"|"outward"|"place"|"council"|"police-area"|"record"|"outside"|"none"} Kind
 * @typedef {{kind: Kind, areas: Area[], message: string, page?: Page}} Answer
 */

const { say } = wording;

/** A list of councils longer than this is no help: the visitor is asked for more. */
const LONGEST_LIST = 45;
const MOST_ANSWERS = 12;
const MOST_FULL_ANSWERS = 80;
const MOST_LARGER = 4;
/** So many of the best matches are looked at: more than are shown, as some say the same. */
const MOST_MATCHES = 200;
const MATCHES_PER_SUGGESTION = 6;
const MOST_HAMLETS = 3;

/** @returns {Answer} */
export const nothing = (kind, message) => ({ kind, areas: [], message });

/**
 * Return a council as an answer.
 * @param {import("./data-files.js").Council} council
 * @param {boolean} sure
 * @param {string} [detail]
 * @returns {Area}
 */
export const councilArea = ({ id, name, above }, sure, detail = above) => ({
  slug: id,
  name,
  detail,
  sure,
  url: `areas/${id}/`,
  match: "full",
});

/** London is never one place, whatever hamlet the source calls so. */
export const isLondon = (entity) => entity.type === "region" && entity.id === "london";

/**
 * Return the answer that matches make: all of the full name, else the best.
 * @param {import("./matching.js").Match[]} matches
 * @param {import("./data-files.js").Index} index
 * @param {string} typed
 * @returns {Answer}
 */
export function answerOf(matches, index, typed) {
  const areas = arrange(distinct(ranked(matches.slice(0, MOST_MATCHES), index)));
  return areas.length ? answer(areas, typed) : nothing("none", say.none(typed));
}

/**
 * Return the best of what matches may become, larger areas unopened.
 * @param {import("./matching.js").Match[]} matches
 * @param {import("./data-files.js").Index} index
 * @param {string} typed
 * @param {number} most
 * @returns {Answer}
 */
export function suggestionsOf(matches, index, typed, most) {
  const likely = matches.slice(0, most * MATCHES_PER_SUGGESTION);
  const areas = withRoom(distinct(ranked(likely, index))).slice(0, most);
  if (!areas.length) return nothing("none", say.none(typed));
  return { kind: areas[0].kind, areas: areas.map(publicly), message: "" };
}

/** Five hamlets called Lee leave room for Leeds, which may be what is being typed. */
function withRoom(areas) {
  const isHamlet = (area) => area.match === "full" && !area.weighty;
  const hamlets = areas.filter(isHamlet);
  const later = new Set(hamlets.slice(MOST_HAMLETS));
  const begun = areas.filter((area) => area.match === "begun" && area.weighty);
  return later.size && begun.length
    ? [...areas.filter((area) => !later.has(area) && area.match === "full"), ...begun, ...later]
    : areas;
}

/** Return all answers of the full name, with larger places that may be meant; else the best. */
function arrange(areas) {
  const exact = withoutNamesakes(areas.filter((area) => area.match === "full"));
  const certain = exact.some((area) => area.weighty);
  const shown = exact.length ? exact.slice(0, MOST_FULL_ANSWERS) : areas.filter(isWorthOffering).slice(0, MOST_ANSWERS);
  const others = exact.length && !certain ? areas.filter((area) => area.larger).slice(0, MOST_LARGER) : [];
  return [...shown, ...others];
}

/** A village far away that is only a little like what was typed is no help: many estates are on no list. */
const isWorthOffering = ({ match: how, errors, weighty, kind }) =>
  how !== "near" || errors === 1 || (errors === 2 && (weighty || kind === "record"));

/**
 * A council is what its own name means, whatever villages elsewhere are called the same: Leeds is no
 * village in Kent. A town elsewhere may be meant as well, and then all are offered: Newport is also
 * on the Isle of Wight. A ward is never meant beside a council or a larger area.
 */
function withoutNamesakes(exact) {
  const weighty = exact.filter((area) => area.weighty);
  if (weighty.length === 1 && weighty[0].isCouncil) return weighty;
  return weighty.some(({ kind }) => kind === "council") ? exact.filter(({ type }) => type !== "neighbourhood") : exact;
}

/** @returns {Answer} */
function answer([first, ...others], typed) {
  const kind = first.kind;
  const isOneOfSome = kind === "record" && others.some((other) => other.page && other.match === first.match);
  const opened = first.areas && first.match !== "near" && !isOneOfSome ? first.areas : [first];
  const known = new Set(opened.map((area) => area.slug));
  const areas = [...opened, ...others.filter((area) => !area.slug || !known.has(area.slug))];
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
  if (first.kind === "record" && first.slug) return say.works(first.name, first.council);
  if (first.kind === "record") return say.everywhere(first.name);
  if (!first.sure) return say.probably(first.name, first.council);
  return first.council && first.council !== first.name
    ? say.is(first.name, first.council)
    : say.one(first.name, first.detail);
}

/** Take away what only this module needs. @returns {Area} */
function publicly({ slug, name, detail, sure, url, match: how, errors, weighty, kind, areas, page }) {
  return {
    slug,
    name,
    detail,
    sure,
    url,
    match: how,
    ...(errors === 1 && weighty && { close: true }),
    ...(kind === "place" && !weighty && { small: true }),
    ...(areas && { areas: areas.map(publicly) }),
    ...(page && { page }),
  };
}

/** Return the answers that matches stand for, the best first; those of one size by county. */
function ranked(matches, index) {
  const byCounty = (a, b) => (a.above ?? "").localeCompare(b.above ?? "", "en");
  return matches
    .flatMap((each) => {
      const { tier, rank, errors } = each;
      return entries(each, index).map((area) => ({ tier, rank, errors, ...area }));
    })
    .sort((a, b) => b.tier - a.tier || b.rank - a.rank || byCounty(a, b));
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
function entries({ entity, name, tier, rank, larger = false, force }, index) {
  const how = { match: matchOf(tier), larger };
  if (entity.type === "place") {
    const smaller = (where) => ({ rank: rank - entity.places[0].size + where.size });
    return entity.places.map((where) => ({ ...placeEntry(entity, where, index, how), ...smaller(where) }));
  }
  if (entity.type === "record") return [recordEntry(entity, name, index, how)];
  if (entity.type === "council") {
    const [council] = entity.councils;
    const area = councilArea(council, true, wording.councilDetail(council, name));
    return [{ ...area, ...how, kind: "council", isCouncil: true, weighty: true, council: council.name }];
  }
  return [groupEntry(entity, name, force ? { ...how, page: pageOfRecord(force) } : how)];
}

function placeEntry(entity, where, index, how) {
  const council = index.councils.get(where.council);
  const name = entity.names[0].text;
  return {
    ...councilArea(council, where.sure, wording.placeDetail(name, where, council)),
    ...how,
    name,
    kind: "place",
    type: where.type,
    council: council.name,
    above: council.above,
    weighty: where.size >= SIZE_OF_A_TOWN,
  };
}

/** @type {Record<string, Kind>} */
const KINDS_OF_GROUPS = { county: "council", former: "council", "police-area": "police-area" };

function groupEntry(entity, found, how) {
  const name = entity.names[0].text;
  const kind = KINDS_OF_GROUPS[entity.type] ?? "place";
  const detail = wording.groupDetail(entity, found);
  const url = pageOfGroup(entity);
  const common = { ...how, name, detail, url, kind, sure: true, weighty: true };
  const count = entity.councils.length;
  if (count === 1) return { ...common, ...inCouncil(entity.councils[0]) };
  if (count > LONGEST_LIST) return { ...common, slug: "", message: say.large(name) };
  const words = { "police-area": say.police, former: say.former }[entity.type] ?? say.group;
  const message = isLondon(entity) ? say.london(count) : words(name, count);
  const areas = entity.councils.map((council) => councilArea(council, true));
  return { ...common, slug: "", areas, message };
}

const inCouncil = ({ id, name }) => ({ slug: id, url: `areas/${id}/`, council: name });

function pageOfGroup({ type, id }) {
  if (type === "police-area") return `places/police-areas/#${id}`;
  return type === "region" || type === "nation" ? `places/regions/#${id}` : "places/";
}

const pageOfRecord = ({ kind, id, names }) => ({ name: names[0].text, url: `services/${kind}/${id}/` });

function recordEntry(entity, found, index, how) {
  const name = entity.names[0].text;
  const councils = entity.covers.flatMap((cover) =>
    cover.includes(":")
      ? index.groups.get(wording.groupKey(cover)) ?? []
      : index.councils.get(cover) ?? [],
  );
  const page = pageOfRecord(entity);
  const detail = wording.recordDetail(entity, found, councils, index.kinds);
  const common = { ...how, name, detail, kind: "record", sure: true, weighty: false, page };
  if (councils.length === 1) return { ...common, ...inCouncil(councils[0]) };
  if (!councils.length || councils.length > LONGEST_LIST) return { ...common, slug: "", url: page.url };
  const areas = councils.map((council) => councilArea(council, true));
  return { ...common, slug: "", url: page.url, areas, message: say.record(name, councils.length) };
}
