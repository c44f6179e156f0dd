/** What a postcode file says: which council each run of inward codes is in. Pure. */

import { placesInOrder } from "./postcodes.js";

/**
 * @typedef {{councils: string[], runs?: Record<string, string>, likely?: Record<string, number[]>}} PostcodeFile
 * @typedef {{start: number, council: string}} Run
 */

/**
 * Return the runs of an outward code in order. The text is: how far a run begins behind the one
 * before, in base 36, then the council as a capital letter.
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
 * Return the council of a full inward code, and whether the data reaches that far down.
 * @param {Run[]} runs
 * @param {string} inward
 * @returns {{council: string, sure: boolean}}
 */
export function councilAt(runs, inward) {
  const [at] = placesInOrder(inward);
  const run = runs.findLast((each) => each.start <= at);
  return run ? { council: run.council, sure: true } : { council: runs[0].council, sure: false };
}

/**
 * Return the councils of an outward code, or of the part of it that was typed, the one with most
 * room first. A last run ends with its sector.
 * @param {Run[]} runs
 * @param {string} inward
 * @returns {string[]}
 */
export function councilsAt(runs, inward) {
  const [from, to] = placesInOrder(inward);
  const room = new Map();
  runs.forEach((run, at) => {
    const end = runs[at + 1]?.start ?? (Math.floor(run.start / 400) + 1) * 400;
    const here = Math.min(end, to) - Math.max(run.start, from);
    if (here > 0) room.set(run.council, (room.get(run.council) ?? 0) + here);
  });
  if (!room.size) return [councilAt(runs, `${inward}AA`.slice(0, 3)).council];
  return [...room].sort((a, b) => b[1] - a[1]).map(([council]) => council);
}
