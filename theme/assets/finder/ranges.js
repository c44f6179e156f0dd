/**
 * What a postcode file says: which council each run of inward codes is in. Pure.
 *
 * The list of postcodes is never quite new. A postcode is sure if it is known, or if the known ones
 * before and behind it are in one council and its sector has known ones. Elsewhere is a gap: there
 * a new postcode is only likely to be in the council of its neighbours, the nearer one first. Of real
 * postcodes left out of the list, more than 99 in 100 of those that are called sure are right, and
 * about 6 in 10 of the first of two that are called likely: tests/finder/full_run.py --hold-out.
 */

import { placesInOrder } from "./postcodes.js";

/**
 * @typedef {{councils: string[], runs?: Record<string, string>, likely?: Record<string, number[]>}} PostcodeFile
 * @typedef {{start: number, council: string | undefined}} Run no council where a gap begins
 */

/**
 * Return the runs of an outward code in order. The text is: how far a run begins behind the one
 * before, in base 36, then the council as a capital letter, or a hyphen for a gap.
 * @param {PostcodeFile} file
 * @param {string} district the outward code without the area: 1 for SK1
 * @returns {Run[]}
 */
export function runsOf(file, district) {
  let start = 0;
  return [...(file.runs?.[district] ?? "").matchAll(/([0-9a-z]+)([^0-9a-z])/g)].map(([, step, letter]) => {
    start += parseInt(step, 36);
    return { start, council: file.councils[letter.charCodeAt(0) - 65] };
  });
}

/**
 * Return the council of a full inward code, or those that it is likely to be in.
 * @param {Run[]} runs
 * @param {string} inward
 * @returns {{councils: string[], sure: boolean}}
 */
export function councilsOf(runs, inward) {
  const [place] = placesInOrder(inward);
  const at = runs.findLastIndex((each) => each.start <= place);
  if (runs[at]?.council) return { councils: [runs[at].council], sure: true };
  const [before, behind] = [runs[at - 1], runs[at + 1]];
  const isNearerBehind = behind && (!before || behind.start - place < place - runs[at].start + 1);
  const councils = (isNearerBehind ? [behind, before] : [before, behind]).filter(Boolean);
  return { councils: [...new Set(councils.map((each) => each.council))], sure: false };
}

/**
 * Return the runs of each part of an outward code that is divided by letters: W1 is W1A, W1B and on.
 * @param {PostcodeFile} file
 * @param {string} district
 * @returns {Run[][]}
 */
export const partsOf = (file, district) =>
  Object.keys(file.runs ?? {})
    .filter((each) => each.startsWith(district) && /^[A-Z]$/.test(each.slice(district.length)))
    .map((each) => runsOf(file, each));

/**
 * Return the councils of an outward code, or of the part of it that was typed, the one with most
 * room first, and whether that is sure. A gap is room of the run before it; a last run ends with its
 * sector.
 * @param {Run[][]} parts the runs of the outward code, or of each of its parts
 * @param {string} inward
 * @returns {{councils: string[], sure: boolean}}
 */
export function councilsWithin(parts, inward) {
  const [from, to] = placesInOrder(inward);
  const room = new Map();
  for (const runs of parts) {
    const known = runs.filter((run) => run.council);
    known.forEach((run, at) => {
      const end = known[at + 1]?.start ?? (Math.floor(run.start / 400) + 1) * 400;
      const here = Math.min(end, to) - Math.max(run.start, from);
      if (here > 0) room.set(run.council, (room.get(run.council) ?? 0) + here);
    });
  }
  const isWithin = (run, next) => run.council && run.start < to && (next?.start ?? Infinity) > from;
  const isKnown = parts.some((runs) => runs.some((run, at) => isWithin(run, runs[at + 1])));
  if (!room.size || !isKnown) return councilsOf(parts[0], `${inward}AA`.slice(0, 3));
  const councils = [...room].sort((a, b) => b[1] - a[1]).map(([council]) => council);
  return { councils, sure: councils.length === 1 };
}
