/**
 * The sheet of a letter: filled with what is typed and known, and read as paragraphs. Text gets in and
 * out as text alone, never as markup.
 */

/**
 * Fill every place of a piece of the page. Where there is nothing to say, what belongs there stays in
 * square brackets, and a paragraph that cannot be without it is hidden.
 * @param {Element} piece
 * @param {Record<string, string>} values
 */
export function fill(piece, values) {
  for (const place of piece.querySelectorAll("[data-fill]")) {
    place.dataset.blank ??= place.textContent;
    const value = values[place.dataset.fill] ?? "";
    place.textContent = value || `[${place.dataset.blank}]`;
    place.classList.toggle("filled", Boolean(value));
  }
  for (const paragraph of piece.querySelectorAll("[data-if]")) {
    paragraph.hidden = paragraph.dataset.if.split(" ").some((name) => !values[name]);
  }
}

/** @param {Element} sheet @returns {{ text: string, bold: boolean }[]} what it says, as it stands there */
export function paragraphs(sheet) {
  return [...sheet.querySelectorAll("p")]
    .filter((paragraph) => !paragraph.hidden)
    .map((paragraph) => ({ text: paragraph.textContent.trim(), bold: Boolean(paragraph.querySelector("b")) }));
}

/** @param {{ text: string }[]} said @returns {string} the letter as plain text */
export const asText = (said) => `${said.map(({ text }) => text).join("\n\n")}\n`;
