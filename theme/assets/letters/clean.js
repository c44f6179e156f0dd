/**
 * What somebody types or pastes, made fit to stand in a letter: it is only ever text. Marks that turn
 * the direction of the text around are left out, and so is what no file can hold. Nothing else is
 * changed.
 */

const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;
/**
 * Control characters but for line ends and tabs, halves of characters, marks of files, marks of
 * direction. All at once: halves that come together when something between them goes stay halves.
 */
const LEFT_OUT = /[^\P{Cc}\n\t]|\p{Cs}|[\ufeff\ufff9-\ufffb\ufffe\uffff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** @param {string} typed @returns {string} the text, without blanks around it */
export const clean = (typed) => typed.replace(LINE_ENDS, "\n").replace(LEFT_OUT, "").trim();
