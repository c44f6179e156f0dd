/**
 * “Which way?” keeps the place that it was opened from: every link to another of its pages takes the
 * fragment along, and at the end one link leads to the right part of the page of that place. Nothing
 * is stored, and a fragment is not sent to any server. Without this script the place is typed again.
 */

import { place } from "../back-to-place/back.js";

const OURS = new URL("../../which-way/", import.meta.url).href;

if (place) {
  for (const link of document.querySelectorAll(".which-way a")) {
    if (link.href.startsWith(OURS)) link.setAttribute("href", link.getAttribute("href") + window.location.hash);
  }
  const end = document.querySelector(".which-way [data-section]");
  if (end) {
    const { section, title } = end.dataset;
    const door = Object.assign(document.createElement("a"), { href: place.address.replace(/#.*/, `#${section}`), textContent: `${place.name}: ${title}` });
    const shown = document.createElement("p");
    shown.className = "door";
    shown.append(door);
    end.before(shown);
  }
}
