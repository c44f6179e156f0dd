/**
 * Where the answers open. In a frame on another site, that site chooses: `<base target>` of this page
 * says whether it is the whole window or a new tab.
 */

const ROOT = new URL("../../", import.meta.url);

/**
 * Return the address of a page of this site. A folder on a disk has no pages but its files.
 * @param {string} url below the root of the site
 */
export function pageAddress(url) {
  const found = new URL(url, ROOT);
  if (found.protocol === "file:") found.pathname = found.pathname.replace(/\/$/, "/index.html");
  return found.href;
}

/** Where no page of another site is around this one, its own location may be asked for. */
export const isInFrame = () => window.self !== window.top;

export const opensNewTab = () => document.querySelector("base")?.target === "_blank";

/** Browsers open no new tab for a page whose visitor has not just pressed something. */
export const mayOpen = () => !opensNewTab() || navigator.userActivation?.isActive !== false;

/** Open an address as a link on this page would. @param {string} url */
export function follow(url) {
  Object.assign(document.createElement("a"), { href: url, rel: "noopener" }).click();
}
