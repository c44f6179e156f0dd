/** The suggestions under a search box: a listbox that a combobox controls. */

import { element } from "./elements.js";

/**
 * Return what an answer shows. The comma is heard, not seen: it parts the name from the rest.
 * @param {import("./finder.js").Area} area
 */
export const nameAndDetail = (area) => [
  element("span", { className: "finder-name" }, area.name),
  element("span", { className: "finder-unseen" }, ","),
  " ",
  element("span", { className: "finder-detail" }, area.detail),
];

export class SuggestionList {
  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} list
   * @param {(area: import("./finder.js").Area) => void} choose
   */
  constructor(input, list, choose) {
    this.input = input;
    this.list = list;
    this.areas = [];
    this.at = -1;
    // The box keeps the focus, so that a tap on a suggestion does not close the list before it counts.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(this.areas[[...list.children].indexOf(option)]);
    });
  }

  get isOpen() {
    return !this.list.hidden;
  }

  /** The suggestion that the arrow keys are on. */
  get chosen() {
    return this.isOpen ? this.areas[this.at] : undefined;
  }

  /** @param {import("./finder.js").Area[]} areas */
  show(areas) {
    this.areas = areas;
    this.list.replaceChildren(...areas.map((area, at) => this.option(area, at)));
    this.open(areas.length > 0);
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    this.moveTo(-1);
  }

  close() {
    this.open(false);
  }

  /** Move by one, from the last to the first and back. @param {1 | -1} step */
  move(step) {
    const count = this.areas.length;
    const from = this.at === -1 && step === -1 ? 0 : this.at;
    this.moveTo((from + step + count) % count);
  }

  moveTo(at) {
    this.list.children[this.at]?.setAttribute("aria-selected", "false");
    this.at = at;
    const option = this.list.children[at];
    if (!option) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  option(area, at) {
    const properties = { className: "finder-option", id: `${this.list.id}-${at}` };
    const option = element("li", properties, ...nameAndDetail(area));
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    return option;
  }
}
