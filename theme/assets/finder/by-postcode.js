/** What a postcode says. */

import { councilArea, nothing } from "./answers.js";
import { isNowhere, outsideByPostcode } from "./outside-uk.js";
import { write } from "./postcodes.js";
import { councilsOf, councilsWithin, partsOf, runsOf } from "./ranges.js";
import { say } from "./wording.js";

/**
 * Return the answer to a postcode, whole or begun.
 * @param {ReturnType<typeof import("./postcodes.js").readPostcode>} typed
 * @param {import("./data-files.js").Index} index
 * @param {ReturnType<typeof import("./data-files.js").openDataFiles>} dataFiles
 * @returns {Promise<import("./answers.js").Answer | null>} null if it is not meant as a postcode
 */
export async function byPostcode(typed, index, dataFiles) {
  const { full, shown, readings } = typed;
  const outside = readings.map((each) => outsideByPostcode(each.area)).find(Boolean);
  if (outside && readings[0].changes === 0) return nothing("outside", outside);
  const area = readings.map((each) => each.area).find((each) => index.postcodeAreas.has(each));
  if (!area) return noSuchPostcode(typed);
  if (typed.impossible) return nothing("none", say.impossible(shown));
  const file = await dataFiles.postcodes(area);
  for (const reading of readings.filter((each) => each.area === area)) {
    const district = reading.outward.slice(area.length);
    if (file.likely?.[district]) return likelyCouncils(reading, file, district, full, index);
    const runs = runsOf(file, district);
    if (runs.length) return (full ? whole : begun)(reading, [runs], index);
    const parts = reading.inward ? [] : partsOf(file, district);
    if (parts.length) return begun(reading, parts, index);
  }
  return full ? nothing("none", say.nowhere(shown)) : null;
}

/** Names can look like postcodes, so only what is plainly meant as one is refused. */
function noSuchPostcode({ full, shown, readings }) {
  if (!full || readings[0].changes) return null;
  return nothing("none", isNowhere(readings[0].area) ? say.nowhere(shown) : say.impossible(shown));
}

function whole(reading, [runs], index) {
  const { councils, sure } = councilsOf(runs, reading.inward);
  const areas = councils.map((id) => councilArea(index.councils.get(id), sure));
  const words = sure ? say.is : areas.length === 1 ? say.likely : say.likelyTwo;
  return { kind: "postcode", areas, message: words(write(reading), ...areas.map(({ name }) => name)) };
}

/** @param {import("./ranges.js").Run[][]} parts the runs of each outward code that may be meant */
function begun(reading, parts, index) {
  const { councils, sure } = councilsWithin(parts, reading.inward);
  const areas = councils.map((id) => councilArea(index.councils.get(id), sure));
  const words = areas.length > 1 ? say.several : sure ? say.is : say.likely;
  return { kind: "outward", areas, message: words(write(reading), areas[0].name) };
}

/** Northern Ireland: there is no open data on whole postcodes. */
function likelyCouncils(reading, file, district, full, index) {
  const councils = file.likely[district].map((number) => index.councils.get(file.councils[number]));
  const areas = councils.map((council) => councilArea(council, false));
  const words = areas.length === 1 ? say.probably : say.severalLikely;
  return { kind: full ? "postcode" : "outward", areas, message: words(write(reading), areas[0].name) };
}
