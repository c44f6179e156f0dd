/**
 * “Which way?” keeps the place that it was opened from: every link to another of its pages takes the
 * fragment along, and at the end one link leads to the right part of the page of that place. Nothing
 * is stored, and a fragment is not sent to any server. Without this script the place is typed again.
 */

import { place } from "../back-to-place/back.js";
import { pathOf } from "../back-to-place/way-back.js";
import { element } from "../finder/elements.js";

const OURS = new URL("../../which-way/", import.meta.url).href;

if (place) {
  for (const link of document.querySelectorAll(".which-way a")) {
    if (link.href.startsWith(OURS)) link.setAttribute("href", link.getAttribute("href") + window.location.hash);
  }
  const end = document.querySelector(".which-way [data-section]");
  if (end) {
    const { section, title } = end.dataset;
    const door = element("a", { href: pathOf(`areas/${place.id}/#${section}`) }, `${place.name}: ${title}`);
    end.before(element("p", { className: "door" }, door));
  }
}
