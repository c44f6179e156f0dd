/** The link from a guide or a letter back to the page of the place that it was opened from. */

/** @param {string} name of the place @param {string} address without the host: what begins with one is shown as another website */
export function wayBack(name, address) {
  const nav = document.createElement("nav");
  nav.setAttribute("aria-label", "Back to your place");
  nav.append(Object.assign(document.createElement("a"), { href: address, className: "back", textContent: `Back to ${name}` }));
  return nav;
}
