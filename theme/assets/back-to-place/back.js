/**
 * A guide that was opened from the page of a place leads back to the same section of it. The place
 * stands in the fragment of the address, as `#back=stockport.helping`: a fragment is not sent to
 * any server, and nothing is stored. The name comes from the page of the place itself, so that a
 * made-up address gives no link.
 */

import { pageAddress } from "../finder/opening.js";
import { wayBack } from "./way-back.js";

const FROM_A_PLACE = /^#back=([a-z0-9-]+)\.([a-z-]+)$/;

/**
 * @typedef {{ id: string, name: string, section: string }} Place
 * @param {string} hash
 * @returns {Promise<Place | undefined>} the place and the section that it was left at, where both exist
 */
async function placeIn(hash) {
  const found = FROM_A_PLACE.exec(hash);
  if (!found) return undefined;
  const [, id, section] = found;
  const answer = await fetch(pageAddress(`areas/${id}/`)).catch(() => undefined);
  if (!answer?.ok) return undefined;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const name = page.querySelector(".area h1")?.firstChild?.textContent?.trim();
  return name && page.getElementById(section) ? { id, name, section } : undefined;
}

/** The place that this page was opened from. */
export const place = await placeIn(window.location.hash);
if (place) document.querySelector("#main h1")?.before(wayBack(place, place.section));
