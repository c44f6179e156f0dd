/**
 * The search box for places, guides and services: makes every form with `data-finder` a combobox
 * after the WAI-ARIA pattern (editable, list autocomplete). Without this script the form leads to
 * the A to Z of places.
 *
 * What is typed stays here: no request, address or history entry holds it, nothing is stored, and
 * the box is empty again once the page has been left.
 */

import { element } from "./elements.js";
import { prepare } from "./finder.js";
import { nameAndDetail, SuggestionList } from "./listbox.js";
import { findPages, findTogether, suggestTogether } from "./combined-search.js";
import { follow, isInFrame, mayOpen, opensNewTab, pageAddress } from "./opening.js";
import { say } from "./wording.js";

const PAUSE = 90;
/** When to say that it is looking, and when that it takes too long, in milliseconds. */
const SOON = 700;
const LATE = 8000;

/** A phone has no arrow keys. */
const HOW_TO_CHOOSE = window.matchMedia("(pointer: coarse)").matches ? "" : " Use the up and down arrow keys.";

const SAY = {
  failed: "The list of places could not be loaded. Check your connection and try again.",
  aToZ: "Look in the A to Z of places",
  opening: (message) => `${message} Opening the page.`,
  opened: (message) => `${message} The page is open in a new tab.`,
  count: (count) => `${count} ${count === 1 ? "suggestion" : "suggestions"}.${HOW_TO_CHOOSE}`,
  choose: (name) => `${name}: choose your council.`,
  about: (name) => `Read about ${name}`,
  places: "Places",
  pages: "Guides and services",
  searchPages: "Search the guides and services",
  locate: "Use my location",
  locating: "Asking your device where it is…",
};

/** @typedef {import("./finder.js").Area} Area */
/** @typedef {import("./search.js").Page} Page */

/** A page may have asked already which part of the page of a place is wanted. */
const WANTED = document.querySelector("[data-section]")?.dataset.section ?? "";

/** @param {string} url below the root of the site */
function address(url) {
  const made = new URL(pageAddress(url));
  if (WANTED && url.startsWith("areas/") && !made.hash) made.hash = WANTED;
  return made.href;
}

/** @param {string} url @param {(string | Node)[]} content */
const link = (url, ...content) => element("a", { href: address(url) }, ...content);

const paragraph = (...content) => element("p", {}, ...content);

/** A call opens no page: it stays here, wherever links open. @param {string} phone */
const call = (phone) =>
  element("a", { href: `tel:${phone.replaceAll(" ", "")}`, target: "_self" }, phone);

/** @param {string} className @param {() => void} pressed @param {(string | Node)[]} content */
function button(className, pressed, ...content) {
  const made = element("button", { type: "button", className }, ...content);
  made.addEventListener("click", pressed);
  return made;
}

class Box {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input");
    this.status = form.querySelector("[role=status]");
    this.panel = form.querySelector(".finder-answer");
    const list = form.querySelector("[role=listbox]");
    this.list = new SuggestionList(this.input, list, (area) => this.choose(area));
    this.turn = 0;
    this.timer = 0;
    this.becomeCombobox();
    this.listen();
    if (navigator.geolocation && window.isSecureContext && !isInFrame()) this.offerLocation();
    this.takeOver();
  }

  /** What was typed before this script was there is still wanted, and so is Enter; see early.js. */
  takeOver() {
    const isAsked = this.form.dataset.finder === "asked";
    this.form.dataset.finder = "ready";
    if (isAsked) this.search();
    else if (document.activeElement === this.input && this.input.value.trim()) this.typed();
  }

  becomeCombobox() {
    const attributes = {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.list.id,
    };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
  }

  listen() {
    this.input.addEventListener("focus", prepare, { once: true });
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.list.close());
    // A tap brings the list back that was closed with the keyboard of the phone.
    this.input.addEventListener("click", () => {
      if (this.list.areas.length && this.input.value.trim()) this.list.open(true);
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.search();
    });
    // Back leads to an empty box, whether or not the browser kept the page.
    window.addEventListener("pagehide", () => this.clear());
  }

  /** Return a function that says whether nothing has been typed or asked since. */
  newTurn() {
    clearTimeout(this.timer);
    this.turn += 1;
    const turn = this.turn;
    return () => turn === this.turn;
  }

  typed() {
    const isCurrent = this.newTurn();
    this.panel.hidden = true;
    // A suggestion that was chosen is no answer to what is typed now.
    this.list.moveTo(-1);
    if (!this.input.value.trim()) {
      this.list.close();
      this.say("");
      return;
    }
    this.timer = setTimeout(() => this.suggest(isCurrent), PAUSE);
  }

  async suggest(isCurrent) {
    // Whoever types keeps the text and the focus, whatever fails.
    const answer = await this.ask(suggestTogether, isCurrent, () => {
      this.list.show([]);
      this.say(SAY.failed);
    });
    if (!answer || document.activeElement !== this.input) return;
    this.list.show(answer.areas);
    this.say(answer.message || SAY.count(answer.areas.length), !answer.message);
  }

  /** Ask the lookup; return nothing if it failed (then say so) or if the visitor has moved on. */
  async ask(question, isCurrent, failed = () => this.failed()) {
    try {
      const answer = await question(this.input.value);
      return isCurrent() ? answer : undefined;
    } catch {
      if (isCurrent()) failed();
      return undefined;
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!this.list.areas.length || !this.input.value.trim()) return;
      event.preventDefault();
      if (!this.list.isOpen) this.list.open(true);
      if (!event.altKey) this.list.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (this.list.isOpen) this.list.close();
      else this.clear();
    } else if (event.key === "Enter" && this.list.chosen) {
      event.preventDefault();
      this.choose(this.list.chosen);
    }
  }

  /** @param {Area} area */
  choose(area) {
    this.newTurn();
    this.list.close();
    if (area.areas) this.showPanel({ message: SAY.choose(area.name), areas: area.areas, page: area.page });
    else this.go(area, `${area.name}, ${area.detail}.`);
  }

  async search() {
    const isCurrent = this.newTurn();
    this.list.close();
    if (!this.input.value.trim()) {
      this.say(say.empty);
      this.input.focus();
      return;
    }
    const looking = setTimeout(() => isCurrent() && this.say(this.form.dataset.looking ?? ""), SOON);
    const late = setTimeout(() => isCurrent() && this.say(this.form.dataset.late ?? ""), LATE);
    const answer = await this.ask(findTogether, isCurrent);
    for (const timer of [looking, late]) clearTimeout(timer);
    if (!answer) return;
    const [first, ...others] = answer.areas;
    const isAlone = first && !others.length && !answer.pages.length && !answer.urgent;
    const certain = isAlone && first.sure && first.match === "full";
    if (certain) this.go(first, answer.message);
    else this.showPanel(answer);
  }

  /** The visitor wants pages though there are places. */
  async searchPages() {
    const query = this.input.value.trim();
    const pages = query && (await this.ask(findPages, this.newTurn()));
    if (!pages) return;
    const message = pages.length ? say.pages(query) : say.noPages(query);
    this.showPanel({ message, areas: [], pages, pagesFirst: true });
  }

  offerLocation() {
    const locate = button("finder-button finder-locate", () => this.locate(), SAY.locate);
    this.form.querySelector(".finder-row").append(locate);
  }

  /** Look up where the device is. The browser asks the visitor first; what it says stays here. */
  async locate() {
    const isCurrent = this.newTurn();
    this.list.close();
    this.panel.hidden = true;
    this.say(SAY.locating);
    const question = async () => (await import("../map/location.js")).locate();
    const answer = await this.ask(question, isCurrent);
    if (answer) this.showPanel(answer);
  }

  /** @param {Area} area @param {string} message */
  go(area, message) {
    if (!mayOpen()) {
      this.showPanel({ message, areas: [area] });
      return;
    }
    const stays = opensNewTab();
    if (stays) this.clear();
    this.say((stays ? SAY.opened : SAY.opening)(message));
    follow(address(area.url));
  }

  /**
   * Show answers to choose from, and take the focus there.
   * @param {{
   *   message: string, areas: Area[], page?: Page, pages?: Page[], pagesFirst?: boolean,
   *   urgent?: {message: string, lines: import("./needs.js").Line[]},
   * }} answer
   */
  showPanel({ message, areas, page, pages = [], pagesFirst = false, urgent }) {
    const places = this.answers(areas, SAY.places, pages.length > 0);
    const texts = this.answers(pages, SAY.pages, !pagesFirst);
    const content = urgent ? this.urgentHelp(urgent) : [];
    content.push(paragraph(message));
    content[0].id = this.panel.getAttribute("aria-labelledby");
    if (page) content.push(paragraph(link(page.url, SAY.about(page.name))));
    content.push(...(pagesFirst ? [...texts, ...places] : [...places, ...texts]));
    const pageSearcher = () => button("finder-opener", () => this.searchPages(), SAY.searchPages);
    if (!pages.length) content.push(paragraph(areas.length ? pageSearcher() : link("places/", SAY.aToZ)));
    this.panel.replaceChildren(...content);
    this.panel.hidden = false;
    this.say("");
    this.panel.focus();
  }

  /** Return a list of answers, with a heading if it is one of two. */
  answers(found, heading, hasHeading) {
    if (!found.length) return [];
    const items = found.map((each) =>
      element("li", {}, each.areas ? this.opener(each) : link(each.url, ...nameAndDetail(each))),
    );
    const list = element("ul", { className: "finder-answers" }, ...items);
    if (!hasHeading) return [list];
    list.setAttribute("aria-label", heading);
    return [element("p", { className: "finder-sort" }, heading), list];
  }

  /** Return what comes before all else: what to do in danger, and whom to phone. */
  urgentHelp({ message, lines }) {
    const parts = message.split(/\b(999|101)\b/);
    const content = parts.map((part) => (/^(?:999|101)$/.test(part) ? call(part) : part));
    const said = element("p", { className: "finder-urgent" }, ...content);
    const items = lines.map(({ name, phone, where, url }) =>
      element("li", {}, link(url, name), where ? ` (${where})` : "", ...(phone ? [" ", call(phone)] : [])),
    );
    return items.length ? [said, element("ul", { className: "finder-lines" }, ...items)] : [said];
  }

  /** Return a button that puts the councils of a larger area in place of the list. */
  opener(area) {
    return button("finder-opener", () => this.choose(area), ...nameAndDetail(area));
  }

  failed() {
    this.list.close();
    this.showPanel({ message: SAY.failed, areas: [] });
  }

  /** @param {string} message @param {boolean} [quiet] for screen readers only */
  say(message, quiet = false) {
    this.status.textContent = message;
    this.status.classList.toggle("finder-unseen", quiet);
  }

  clear() {
    this.newTurn();
    this.input.value = "";
    this.list.show([]);
    this.panel.hidden = true;
    this.panel.replaceChildren();
    this.say("");
  }
}

for (const form of document.querySelectorAll("form[data-finder]")) new Box(form);
