/**
 * The place that a letter was opened for. It stands in the fragment of the address, as `#at=stockport`:
 * a fragment is not sent to any server, and nothing is stored. What is known of the place comes from one
 * small file of this site.
 */

import { pageAddress } from "../finder/opening.js";

const AT = /^#at=([a-z0-9]+(?:-[a-z0-9]+)*)$/;

/**
 * @param {string} hash
 * @returns {Promise<any>} what the file of the place says; nothing where there is no such place
 */
export async function placeOf(hash) {
  const found = AT.exec(hash);
  if (!found) return undefined;
  const answer = await fetch(pageAddress(`areas/${found[1]}/letters.json`)).catch(() => undefined);
  return answer?.ok ? answer.json() : undefined;
}

/** Take the place along to another letter. @param {Element} link @param {{ id: string }} place */
export const takeAlong = (link, place) => link.setAttribute("href", `${link.getAttribute("href")}#at=${place.id}`);
