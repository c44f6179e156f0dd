/**
 * The box in a frame on another site. That site chooses where the answers open by the fragment of
 * the address in its frame: `#new-tab`, else in place of its own page. A fragment is sent to nobody.
 */

const NEW_TAB = "#new-tab";

if (window.location.hash === NEW_TAB) {
  document.querySelector("base").target = "_blank";
  document.querySelector(".embed-new-tab").hidden = false;
}
