/**
 * Adds buttons where a page can be kept: copy its details as text that fits a message, print it, and
 * print its first rows alone, on one side. Nothing is stored or sent; the text goes to the clipboard
 * and nowhere else.
 */

const SAY = {
  copy: "Copy for a message",
  print: "Print",
  printCard: "Print a small card",
  copied: "Copied. You can now paste it into a message.",
  refused: "Your browser did not let us copy. Here is the text. Select it and copy it.",
  label: "The details of this page",
  danger: "In danger: 999",
};

/** What is worth copying: a page without any of these gets no button for it. */
const REACHABLE = 'p.ring, a[href^="mailto:"]';

/** @param {Element | null} element */
const text = (element) => (element ? element.textContent.replace(/\s+/g, " ").trim() : "");

/** @param {Element} card @returns {string[]} its numbers, or its e-mail address if it has none */
function numbers(card) {
  const found = [...card.querySelectorAll("p.ring")].map((ring) => {
    const label = text(ring.querySelector("span")).replace(/ \(.*\)$/, "");
    const number = text(ring.querySelector(".phone"));
    return label === "Phone" ? number : `${label} ${number}`;
  });
  const post = [...card.querySelectorAll('a[href^="mailto:"]')].map(text);
  return [...new Set(found.length ? found : post)];
}

/** @param {Element} card @returns {string} its name and how to reach it, or nothing */
function line(card) {
  const found = numbers(card);
  return found.length ? `${text(card.querySelector("h1, h3"))}: ${found.join(", ")}` : "";
}

/** @param {Element} section @returns {string[]} a heading and a line for each service with a number */
function lines(section) {
  const found = [...section.querySelectorAll("article")].map(line).filter(Boolean);
  return found.length ? ["", text(section.querySelector("h2")).toUpperCase(), ...found] : [];
}

/** @param {Element} each one of the first rows @returns {string} what it is for, and whom to reach */
const firstRow = (each) => `${text(each.querySelector("dt"))}: ${text(each.querySelector("dd"))}`;

/** @param {Element} page @returns {string} the details of a page as plain text */
function details(page) {
  const sections = [...page.querySelectorAll("section[aria-labelledby]")].flatMap(lines);
  const rows = [...page.querySelectorAll(":scope > .facts > div")].map(firstRow);
  const own = sections.length ? [text(page.querySelector("h1")), SAY.danger, ...rows] : [line(page)];
  return [...own, ...sections, "", text(page.querySelector(".made"))].join("\n").trim();
}

/** @param {string} label @param {() => void} action @returns {HTMLButtonElement} */
export function button(label, action) {
  const properties = { type: "button", className: "action", textContent: label };
  const made = Object.assign(document.createElement("button"), properties);
  made.addEventListener("click", action);
  return made;
}

/**
 * Print the whole page, or the first rows alone: the style sheet for paper leaves out the rest.
 * @param {"whole" | "card"} what
 */
function print(what) {
  const root = document.documentElement;
  root.dataset.print = what;
  window.addEventListener("afterprint", () => delete root.dataset.print, { once: true });
  window.print();
}

/** The code on the card is loaded when it is shown: on paper that is too late. */
async function printCard() {
  const code = document.querySelector(".poster img");
  if (code) await Object.assign(code, { loading: "eager" }).decode().catch(() => undefined);
  print("card");
}

/** Show the text where the clipboard is closed to us. */
function showText(status, copied, label) {
  const properties = { readOnly: true, rows: 8, value: copied };
  const area = Object.assign(document.createElement("textarea"), properties);
  area.setAttribute("aria-label", label);
  status.after(area);
  area.focus();
  area.select();
}

/**
 * Put a text on the clipboard, and say so in the line for it; else show it below that line.
 * @param {string} copied @param {HTMLElement} status
 * @param {{ copied: string, refused: string, label: string }} say
 */
export async function copyOrShow(copied, status, say) {
  status.parentElement.querySelector("textarea")?.remove();
  try {
    await navigator.clipboard.writeText(copied);
    status.textContent = say.copied;
  } catch {
    status.textContent = say.refused;
    showText(status, copied, say.label);
  }
}

/** @param {Element} place */
function addButtons(place) {
  const page = place.closest(".answer") ?? document.body;
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  const copy = button(SAY.copy, () => copyOrShow(details(page), status, SAY));
  const row = document.createElement("p");
  row.className = "actions";
  const canCopy = place.dataset.keep === "copy" && page.querySelector(REACHABLE);
  row.append(...(canCopy ? [copy] : []), button(SAY.print, () => print("whole")));
  if (page.querySelector(":scope > .doors")) row.append(button(SAY.printCard, printCard));
  // After the warning, before the other ways to keep the page.
  place.insertBefore(row, place.querySelector("ul"));
  row.after(status);
}

for (const place of document.querySelectorAll("[data-keep]")) addButtons(place);
