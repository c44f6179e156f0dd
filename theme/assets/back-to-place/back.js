/**
 * A guide that was opened from the page of a place leads back to the same section of it. The place
 * stands in the fragment of the address, as `#back=stockport.helping`: a fragment is not sent to
 * any server, and nothing is stored. The name comes from the page of the place itself, so that a
 * made-up address gives no link.
 */

const ROOT = new URL("../../", import.meta.url);
const FROM_A_PLACE = /^#back=([a-z0-9-]+)\.([a-z-]+)$/;

/** @param {string} hash @returns {Promise<HTMLAnchorElement | undefined>} the link, where the place exists */
export async function linkBack(hash) {
  const found = FROM_A_PLACE.exec(hash);
  if (!found) return undefined;
  const [, place, section] = found;
  const address = new URL(`areas/${place}/`, ROOT);
  const answer = await fetch(address).catch(() => undefined);
  if (!answer?.ok) return undefined;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const name = page.querySelector(".area h1")?.firstChild?.textContent?.trim();
  if (!name || !page.getElementById(section)) return undefined;
  address.hash = section;
  return Object.assign(document.createElement("a"), { href: address.href, className: "back", textContent: `Back to ${name}` });
}

const link = await linkBack(window.location.hash);
if (link) {
  const nav = document.createElement("nav");
  nav.setAttribute("aria-label", "Back to your place");
  nav.append(link);
  document.querySelector("#main h1")?.before(nav);
}
