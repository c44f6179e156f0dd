/** What a name says: the ways to understand it, tried one after the other. Pure. */

import { isLondon, SIZE_OF_A_TOWN } from "./answers.js";
import { FULL, match, plainer, smallWordsMended, telling } from "./matching.js";
import { squeeze } from "./names.js";

/**
 * Return the things that a name may mean, the best first.
 * @param {import("./matching.js").Thing[]} things
 * @param {string} folded
 * @param {string} beforeComma what stands before a comma, folded, if there is one
 * @param {import("./library.js").Index} index
 * @returns {import("./matching.js").Match[]}
 */
export function byName(things, folded, beforeComma, index) {
  const matches = withPoliceRecords(withoutEchoes(match(things, folded)));
  if (matches[0]?.tier === FULL) {
    return isLondon(matches[0].thing) ? [matches[0]] : withLargerNear(matches, things, folded);
  }
  const ways = [
    ...plainer(folded).map(({ text, types }) => () => full(match(ofTypes(index.things, types), text))),
    () => qualified(things, folded, index),
    () => full(match(things, beforeComma)),
  ];
  for (const way of ways) {
    const better = way();
    if (better.length) return [...better, ...matches];
  }
  if (matches.length) return matches;
  const words = [telling(folded), smallWordsMended(folded)].filter((each) => each && each !== folded);
  return words.map((each) => match(things, each)).find((found) => found.length) ?? [];
}

/** A police area that shares its name with a council or county is not what is meant. */
function withoutEchoes(matches) {
  const isEcho = ({ thing, name }) => thing.type === "police-area" && name.use !== "own";
  const others = new Set(["place", "record", "police-area"]);
  const isArea = ({ thing, tier }) => tier === FULL && !others.has(thing.type);
  return matches.some(isArea) ? matches.filter((each) => each.tier < FULL || !isEcho(each)) : matches;
}

/** A police area and the record of its force are one answer: the area, with the page of the record. */
function withPoliceRecords(matches) {
  const isPoliceArea = ({ thing }) => thing.type === "police-area";
  const areas = new Set(matches.filter(isPoliceArea).map(({ thing }) => thing.id));
  const isForce = ({ thing }) => thing.kind === "police" && areas.has(thing.id);
  const forces = new Map(matches.filter(isForce).map(({ thing }) => [thing.id, thing]));
  return matches
    .filter((each) => !isForce(each))
    .map((each) => (isPoliceArea(each) ? { ...each, force: forces.get(each.thing.id) } : each));
}

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
