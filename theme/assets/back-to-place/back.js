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
 * @typedef {{ name: string, address: string }} Place
 * @param {string} hash
 * @returns {Promise<Place | undefined>} the place and the address that it was left at, where both exist
 */
export async function placeIn(hash) {
  const found = FROM_A_PLACE.exec(hash);
  if (!found) return undefined;
  const [, place, section] = found;
  const address = new URL(pageAddress(`areas/${place}/`));
  const answer = await fetch(address).catch(() => undefined);
  if (!answer?.ok) return undefined;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const name = page.querySelector(".area h1")?.firstChild?.textContent?.trim();
  if (!name || !page.getElementById(section)) return undefined;
  address.hash = section;
  // Without its host: what begins with one is shown as another website.
  return { name, address: address.pathname + address.hash };
}

/** The place that this page was opened from. */
export const place = await placeIn(window.location.hash);
if (place) document.querySelector("#main h1")?.before(wayBack(place.name, place.address));
