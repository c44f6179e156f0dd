/**
 * A letter for a place: shows what it is in the nation of the place, says who it goes to, and fills it
 * while the reader types. It can be copied, printed and saved. Nothing is sent or stored, and nothing
 * that is typed gets into an address. Without a place the page stays as it is.
 */

import { button, copyOrShow } from "../copy-and-print/buttons.js";
import { element } from "../finder/elements.js";
import { clean } from "./clean.js";
import { docx } from "./docx.js";
import { pathOf, wayBack } from "../back-to-place/way-back.js";
import { placeOf, takeAlong } from "./place.js";
import { asText, fill, paragraphs } from "./sheet.js";

const SAY = {
  to: "Send it to",
  limits: "Rules and time limits",
  phone: "Phone",
  email: "E-mail",
  more: "More about them",
  copy: "Copy",
  print: "Print",
  text: "Save as text",
  word: "Save as Word",
  copied: "Copied. You can now paste it.",
  refused: "Your browser did not let us copy. Here is the letter. Select it and copy it.",
  saved: "Saved. Others who use this device can find the file.",
  shown: "The letter",
};
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** @param {string} label @param {string} href @param {string} text */
const way = (label, href, text) =>
  element("p", { className: "way" }, label ? `${label}: ` : "", element("a", { href }, text));

/** @param {any} to @returns {HTMLElement[]} how to reach somebody, and what to know about it */
function waysTo(to) {
  const ways = (to.links ?? []).map(([url, words]) => way("", url, words));
  if (to.email) ways.unshift(way(SAY.email, `mailto:${to.email}`, to.email));
  if (to.phone) ways.push(way(SAY.phone, `tel:${to.phone.replace(/ /g, "")}`, to.phone));
  if (to.page) ways.push(way("", pathOf(to.page), SAY.more));
  return [...ways, ...(to.notes ?? []).map((note) => element("p", { className: "note" }, note))];
}

/** @param {Blob} file @param {string} name */
function save(file, name) {
  const link = element("a", { href: URL.createObjectURL(file), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const today = () => new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

class Letter {
  /** @param {HTMLElement} page @param {any} place */
  constructor(page, place) {
    this.page = page;
    this.place = place;
    this.known = place.letters[page.dataset.letter];
    this.version = [...page.querySelectorAll(".version")].find((each) => each.dataset.nations.split(" ").includes(place.nation));
    this.form = page.querySelector("[data-form]");
    this.fields = [...this.form.querySelectorAll("[data-field]")];
    this.chosen = 0;
    this.status = element("p", {});
    this.status.setAttribute("role", "status");
  }

  show() {
    this.page.classList.add("at-a-place");
    this.page.querySelector("h1").textContent = this.version.dataset.title;
    for (const each of this.page.querySelectorAll(".version, [data-no-place]")) each.hidden = each !== this.version;
    this.page.querySelector("h1").before(wayBack(this.place, this.page.dataset.section));
    takeAlong(this.page.querySelector("[data-list]"), this.place);
    for (const each of this.version.querySelectorAll("details")) each.removeAttribute("name");
    this.form.querySelector("[data-to]").append(...this.limits(), this.whom());
    this.version.querySelector("details").before(this.form);
    this.form.hidden = false;
    this.form.addEventListener("input", () => this.update());
    this.form.addEventListener("change", () => this.update());
    this.addActions();
    this.update();
  }

  /** @returns {HTMLElement[]} the rules and time limits of the place */
  limits() {
    if (!this.known.limits) return [];
    const items = this.known.limits.map((limit) => element("li", {}, limit));
    return [element("h2", {}, SAY.limits), element("ul", {}, ...items)];
  }

  /** @returns {HTMLElement} the choice of who it goes to, with how to reach them */
  whom() {
    const place = element("div", { className: "field whom" });
    const to = this.known.to;
    if (to.length > 1) {
      const options = to.map((each, number) => element("option", { value: String(number) }, each.name));
      const select = element("select", { id: "to", autocomplete: "off" }, ...options);
      select.addEventListener("change", () => { this.chosen = Number(select.value); });
      place.append(element("label", { htmlFor: "to" }, SAY.to), select);
    } else {
      place.append(element("h2", {}, SAY.to), element("p", {}, to[0].name));
    }
    this.ways = element("div", {});
    place.append(this.ways);
    return place;
  }

  get to() {
    return this.known.to[this.chosen];
  }

  /** @returns {Record<string, string>} all that is typed and known, by name */
  values() {
    const typed = this.fields.map((field) => [field.dataset.field, clean(field.querySelector("input, textarea").value)]);
    const values = Object.fromEntries(typed);
    const name = this.to.typed ? values.to_name : this.to.name;
    return { ...values, to: name ?? "", rule: this.to.rule ?? "", today: today() };
  }

  get wording() {
    return this.form.querySelector("#wording").value;
  }

  get sheet() {
    return this.version.querySelector(`[data-wording="${this.wording}"] .sheet`);
  }

  update() {
    this.ways.replaceChildren(...waysTo(this.to));
    for (const field of this.fields) field.hidden = field.dataset.field === "to_name" && !this.to.typed;
    for (const each of this.version.querySelectorAll("[data-wording]")) {
      each.hidden = each.dataset.wording !== this.wording;
      each.open = !each.hidden;
    }
    this.version.querySelector("[data-ways]").replaceChildren(...waysTo(this.to));
    fill(this.version, this.values());
    this.status.textContent = "";
    this.status.parentElement?.querySelector("textarea")?.remove();
  }

  addActions() {
    const text = () => asText(paragraphs(this.sheet));
    const words = { copied: SAY.copied, refused: SAY.refused, label: SAY.shown };
    const saving = (file, name) => {
      save(file, name);
      this.status.textContent = SAY.saved;
    };
    const row = element("p", { className: "actions" });
    row.append(
      button(SAY.copy, () => copyOrShow(text(), this.status, words)),
      button(SAY.print, () => window.print()),
      button(SAY.text, () => saving(new Blob([text()], { type: "text/plain;charset=utf-8" }), "letter.txt")),
      button(SAY.word, () => saving(new Blob([docx(paragraphs(this.sheet), this.wording)], { type: WORD }), "letter.docx")),
    );
    const place = element("div", { className: "after" }, row, this.status);
    this.version.querySelector(".phone-script").before(place);
  }

  /** Leave nothing that is typed in a page that the reader leaves in a hurry. */
  clear() {
    for (const field of this.form.querySelectorAll("input[type=text], textarea")) field.value = "";
    this.update();
  }
}

/** @param {HTMLElement} page @param {any} place */
function showLetter(page, place) {
  const letter = new Letter(page, place);
  if (!letter.known || !letter.version) return;
  letter.show();
  window.addEventListener("pagehide", () => {
    if (document.documentElement.classList.contains("leaving")) letter.clear();
  });
}

/** @param {HTMLElement} page @param {any} place */
function showList(page, place) {
  page.querySelector("h1").before(wayBack(place));
  page.querySelector("[data-no-place]").hidden = true;
  for (const link of page.querySelectorAll("[data-letter]")) {
    const known = place.letters[link.dataset.letter];
    if (known) link.textContent = known.title;
    takeAlong(link, place);
  }
}

const place = await placeOf(window.location.hash);
const page = document.querySelector(".letter-page");
if (place && page) (page.dataset.letter ? showLetter : showList)(page, place);
