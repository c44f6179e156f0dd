/** What a name says: the ways to understand it, tried one after the other. Pure. */

import { isLondon } from "./answers.js";
import { FULL, heard, isTyped, match, matchTyped, plainer, SIZE_OF_A_TOWN } from "./matching.js";
import { smallWordsMended, spellOut, telling, withoutCouncilWords, withoutTitle } from "./matching.js";
import { squeeze } from "./names.js";
import { STREETS } from "./names-in-text.js";

/**
 * Return the entities that a name may mean, the best first.
 * @param {import("./matching.js").Entity[]} entities
 * @param {string} folded
 * @param {string} beforeComma what stands before a comma, folded, if there is one
 * @param {import("./data-files.js").Index} index
 * @returns {import("./matching.js").Match[]}
 */
export function byName(entities, folded, beforeComma, index) {
  const matches = withPoliceRecords(withoutEchoes(match(entities, folded)));
  if (matches[0]?.tier === FULL) {
    if (isLondon(matches[0].entity)) return [matches[0]];
    return [...councilsOfTitle(folded, index), ...withLargerNear(matches, entities, folded)];
  }
  const mistyped = new Set(matches.filter(({ errors }) => errors === 1).map(({ entity }) => entity));
  const better = firstFound([
    ...otherWays(entities, folded, beforeComma, index),
    () => heard(entities.filter((entity) => isLarge(entity) && !mistyped.has(entity)), squeeze(folded)),
    () => nearlyCouncils(folded, index),
  ]);
  if (better.length || matches.length) return [...better, ...matches];
  const told = telling(folded);
  // A word among general ones is no place because it is like one: "victims code" is not Cove.
  const named = told && told !== folded ? match(entities, told).filter(isTyped) : [];
  if (named.length) return named;
  const mended = smallWordsMended(folded);
  return mended === folded ? [] : match(entities, mended);
}

/**
 * Return the entities that a name certainly means: no typing error is looked for. It is quick, as a
 * sentence has many words that may be names.
 * @param {import("./matching.js").Entity[]} entities
 * @param {string} folded
 * @param {string} beforeComma
 * @param {import("./data-files.js").Index} index
 * @returns {import("./matching.js").Match[]}
 */
export function byExactName(entities, folded, beforeComma, index) {
  const told = telling(folded);
  const found = firstFound([
    () => withPoliceRecords(withoutEchoes(exactly(entities, folded))),
    ...otherWays(entities, folded, beforeComma, index),
    () => (told === folded ? [] : exactly(entities, told)),
  ]);
  return found.length && isLondon(found[0].entity) ? [found[0]] : found;
}

/** Return what the first way finds that finds something. @param {(() => Match[])[]} ways */
function firstFound(ways) {
  for (const way of ways) {
    const found = way();
    if (found.length) return found;
  }
  return [];
}

/** The ways to understand a name that is in no list as it was typed. */
const otherWays = (entities, folded, beforeComma, index) => [
  ...plainer(folded).map(({ text, types }) => () => exactly(ofTypes(index.entities, types), text)),
  () => qualified(entities, folded, index),
  () => qualified(entities, spellOut(folded), index),
  () => (STREETS.has(beforeComma.split(" ").at(-1)) ? [] : exactly(entities, beforeComma)),
];

/** A police area that shares its name with a council or county is not what is meant. */
function withoutEchoes(matches) {
  const isEcho = ({ entity, name }) => entity.type === "police-area" && name.use !== "own";
  const others = new Set(["place", "record", "police-area"]);
  const isArea = ({ entity, tier }) => tier === FULL && !others.has(entity.type);
  return matches.some(isArea) ? matches.filter((each) => each.tier < FULL || !isEcho(each)) : matches;
}

/** A police area and the record of its force are one answer: the area, with the page of the record. */
function withPoliceRecords(matches) {
  const isPoliceArea = ({ entity }) => entity.type === "police-area";
  const areas = new Set(matches.filter(isPoliceArea).map(({ entity }) => entity.id));
  const isForce = ({ entity }) => entity.kind === "police" && areas.has(entity.id);
  const forces = new Map(matches.filter(isForce).map(({ entity }) => [entity.id, entity]));
  return matches
    .filter((each) => !isForce(each))
    .map((each) => (isPoliceArea(each) ? { ...each, force: forces.get(each.entity.id) } : each));
}

const full = (matches) => matches.filter((each) => each.tier === FULL);
const exactly = (entities, text) => full(matchTyped(entities, text));
const ofTypes = (entities, types) => entities.filter((entity) => types.includes(entity.type));

/** The list of places has a suburb called London Borough of Haringey. */
function councilsOfTitle(folded, index) {
  const name = withoutTitle(folded);
  return name === folded ? [] : exactly(ofTypes(index.entities, ["council"]), name);
}

/** A council, a larger area or a town. */
const isLarge = ({ type, places }) =>
  type !== "record" && (type !== "place" || places[0].size >= SIZE_OF_A_TOWN);

/** "Bridge End council": who writes council means one, and has made an error. */
function nearlyCouncils(folded, index) {
  const name = withoutCouncilWords(folded);
  if (name === folded) return [];
  const near = match(ofTypes(index.entities, ["council", "county"]), name, true);
  return near.filter(({ errors }) => errors === 1);
}

/** A hamlet may be a town with a typing error: offer the town as well. */
function withLargerNear(matches, entities, folded) {
  const isMinor = ({ entity }) => !isLarge(entity);
  if (!full(matches).every(isMinor)) return matches;
  const larger = entities.filter((entity) => entity.type === "council" || !isMinor({ entity }));
  const near = match(larger, folded, true).filter((each) => each.tier < FULL);
  const meant = near.filter(oneErrorAway(folded)).slice(0, 4);
  const known = new Set(meant.map((each) => each.entity));
  const rest = matches.filter((each) => each.tier < FULL && !known.has(each.entity));
  return [...full(matches), ...meant.map((each) => ({ ...each, larger: true })), ...rest];
}

const oneErrorAway = (folded) => (each) => Math.abs(each.name.key.length - squeeze(folded).length) < 2;

/** "Newport, Shropshire", "Marple Stockport": a name, then words that say where it is. */
function qualified(entities, folded, index) {
  const words = folded.split(" ");
  for (let count = words.length - 1; count > 0; count -= 1) {
    const where = words.slice(count).join("");
    const found = exactly(entities, words.slice(0, count).join(" "))
      .map((each) => only(each, where, index))
      .filter(Boolean);
    if (found.length) return found;
  }
  return [];
}

/** Return a match with only those of its places that are in what `where` names. */
function only(each, where, index) {
  const { entity } = each;
  if (entity.type === "place") {
    const places = entity.places.filter((place) => isWithin(place.council, where, index));
    return places.length ? { ...each, entity: { ...entity, places } } : null;
  }
  if (entity.type === "record") return null;
  return entity.councils.some((council) => isWithin(council.id, where, index)) ? each : null;
}

function isWithin(council, where, index) {
  return [...index.entities, ...index.surroundings].some(
    (entity) =>
      entity.names.some((name) => name.key === where) && entity.councils.some((each) => each.id === council),
  );
}
