/** The link from a guide or a letter back to the page of the place that it was opened from. */

import { element } from "../finder/elements.js";
import { pageAddress } from "../finder/opening.js";

/**
 * @param {string} url of a page below the root of the site
 * @returns {string} its address without the host: what begins with one is shown as another website
 */
export function pathOf(url) {
  const { pathname, hash } = new URL(pageAddress(url));
  return pathname + hash;
}

/** @param {{ id: string, name: string }} place @param {string} [section] of its page */
export function wayBack({ id, name }, section = "") {
  const href = pathOf(`areas/${id}/#${section}`);
  const nav = element("nav", {}, element("a", { href, className: "back" }, `Back to ${name}`));
  nav.setAttribute("aria-label", "Back to your place");
  return nav;
}
