/**
 * Postcodes as people type them: any case and spacing, O for 0, I for 1, S for 5, words behind.
 * Pure text: nothing here knows which postcodes exist.
 */

import { matchesBehind } from "./names.js";

const FULL_SHAPES = ["A9 9AA", "A99 9AA", "AA9 9AA", "AA99 9AA", "A9A 9AA", "AA9A 9AA"];
const OUTWARD_SHAPES = FULL_SHAPES.map((shape) => shape.split(" ")[0]);
const PARTIAL_SHAPES = OUTWARD_SHAPES.flatMap((shape) => [shape, `${shape} 9`, `${shape} 9A`]);

const AS_LETTER = { 0: "O", 1: "I", 5: "S" };
const AS_DIGIT = { O: "0", I: "1", L: "1", S: "5" };

/** A floor, not the second half of a postcode: "Flat A1 2nd floor". */
const FLOOR = /^(?:1ST|2ND|3RD|[04-9]TH)$/;
const WHOLE = /([A-Za-z]{1,2}[0-9][A-Za-z0-9]?)\s*([0-9][A-Za-z]{2})(?![A-Za-z0-9])/g;
/** An address that was filled in without its line breaks: "MarpleStockportSK6 7AA". */
const RUN_ON = /([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})(?![A-Za-z0-9])/g;

/** Royal Mail uses no C, I, K, M, O or V after the digit: they are too easily misread. */
const INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ";

/**
 * A way to read what was typed. `inward` is empty, a digit, a digit and a letter, or complete.
 * @typedef {{area: string, outward: string, inward: string, changes: number}} Reading
 */

/**
 * Return every way to read the beginning of `text` (or the last full postcode anywhere in it) as a
 * postcode, the likeliest first. `full` says that a whole postcode was typed; `impossible` that it
 * looks like one but has letters that no postcode has; `rest` how many words come behind.
 * @param {string} text
 * @returns {{full: boolean, impossible: boolean, shown: string, readings: Reading[]} | null}
 */
export function readPostcode(text) {
  const upper = text.toUpperCase();
  const tokens = upper.split(/[^A-Z0-9]+/).filter(Boolean);
  if (!/[A-Z]/.test(upper) || !/[0-9]/.test(upper)) return null;
  const within = wholeWithin(text);
  return (within && readFull([within])) ?? readFull(tokens) ?? readBegun(tokens);
}

/** Return the last whole postcode in a text. @param {string} text */
function wholeWithin(text) {
  const found = [...matchesBehind(text, WHOLE, /^[^A-Za-z0-9]?$/), ...matchesBehind(text, RUN_ON, /[a-z]/)];
  return found
    .map(([, outward, inward]) => [outward.toUpperCase(), inward.toUpperCase()])
    .filter(([, inward]) => !FLOOR.test(inward))
    .map((halves) => halves.join(""))
    .at(-1);
}

/**
 * Return the outward code at the end of a text, and what stands before it: "Stockport SK5".
 * @param {string} text
 * @returns {{before: string, typed: ReturnType<typeof readPostcode>} | null}
 */
export function outwardAtEnd(text) {
  const found = text.trim().match(/^(.*[A-Za-z].*)[\s,]+([A-Za-z]{1,2}[0-9][A-Za-z0-9]?)$/);
  const typed = found && readBegun([found[2].toUpperCase()]);
  return typed && !typed.readings[0].changes ? { before: found[1], typed } : null;
}

/** @param {string[]} tokens */
function readFull(tokens) {
  for (let count = 1; count <= Math.min(7, tokens.length); count += 1) {
    if (tokens.length > count && FLOOR.test(tokens[count - 1])) continue;
    const squeezed = tokens.slice(0, count).join("");
    const readings = shaped(squeezed, FULL_SHAPES).filter((each) => isMeant(each, tokens, count));
    if (readings.length) {
      const possible = readings.filter(hasInwardLetters);
      return {
        full: true,
        impossible: !possible.length,
        shown: `${squeezed.slice(0, -3)} ${squeezed.slice(-3)}`,
        readings: (possible.length ? possible : readings).flatMap(withoutLeadingZero),
      };
    }
  }
  return null;
}

/**
 * Whether words that make a postcode only with letters read as digits are meant so. "SK1 OXE" may
 * be; "SK1 town" is not divided like a postcode, and in "M1 old trafford" a word goes on.
 */
function isMeant({ outward, changes }, tokens, count) {
  if (!changes || count === 1) return true;
  let length = 0;
  const isDivided = tokens.slice(0, count).some((token) => (length += token.length) === outward.length);
  return isDivided && (count === tokens.length || /[0-9]/.test(tokens[count - 1]));
}

/** @param {string[]} tokens */
function readBegun(tokens) {
  for (const count of [2, 1]) {
    const parts = tokens.slice(0, count);
    if (isSentence(parts, tokens)) continue;
    const readings = shaped(parts.join(""), PARTIAL_SHAPES)
      .filter((each) => hasInwardLetters(each) && isMeant(each, tokens, count))
      .flatMap(withoutLeadingZero)
      .sort((a, b) => atSpace(parts, b) - atSpace(parts, a));
    if (parts.length === count && readings.length) {
      return { full: false, impossible: false, shown: parts.join(" "), readings };
    }
  }
  return null;
}

/** "Im 14 and afraid" begins a sentence, and no postcode of the Isle of Man. */
const isSentence = (parts, tokens) => parts.length > 1 && tokens.length > 2 && /^[A-Z]+$/.test(parts[0]);

/** Whether the space that was typed is where the reading divides the postcode: SK1 3, not SK13. */
const atSpace = (parts, reading) => Number(parts.length === 2 && parts[0].length === reading.outward.length);

/**
 * @param {string} squeezed
 * @param {string[]} shapes
 * @returns {Reading[]}
 */
function shaped(squeezed, shapes) {
  if (!/[0-9]/.test(squeezed)) return [];
  return shapes
    .map((shape) => fit(squeezed, shape))
    .filter((reading) => reading !== null)
    .sort((a, b) => a.changes - b.changes || a.inward.length - b.inward.length);
}

/**
 * @param {string} squeezed
 * @param {string} shape
 * @returns {Reading | null}
 */
function fit(squeezed, shape) {
  const [outwardShape, inwardShape = ""] = shape.split(" ");
  const wanted = outwardShape + inwardShape;
  if (wanted.length !== squeezed.length) return null;
  let mended = "";
  let changes = 0;
  for (let at = 0; at < wanted.length; at += 1) {
    const typed = squeezed[at];
    const isLetter = typed >= "A";
    const wantsLetter = wanted[at] === "A";
    const instead = isLetter === wantsLetter ? typed : (wantsLetter ? AS_LETTER : AS_DIGIT)[typed];
    if (!instead) return null;
    changes += instead === typed ? 0 : 1;
    mended += instead;
  }
  const outward = mended.slice(0, outwardShape.length);
  return {
    area: outward.match(/^[A-Z]+/)[0],
    outward,
    inward: mended.slice(outwardShape.length),
    changes,
  };
}

/** @param {Reading} reading */
const hasInwardLetters = (reading) =>
  Array.from(reading.inward.slice(1)).every((letter) => INWARD_LETTERS.includes(letter));

/** SK01 is also tried as SK1. @param {Reading} reading */
function withoutLeadingZero(reading) {
  const digits = reading.outward.slice(reading.area.length);
  if (!/^0[0-9]$/.test(digits)) return [reading];
  return [reading, { ...reading, outward: reading.area + digits[1], changes: reading.changes + 1 }];
}

/**
 * Return a postcode as it is written: SK1 3XE.
 * @param {{outward: string, inward: string}} reading
 */
export const write = ({ outward, inward }) => (inward ? `${outward} ${inward}` : outward);

/**
 * Return the place of an inward code among the 4,000 that can be; see postcode_files.py. For the
 * beginning of an inward code: the places that it can stand for, as [first, behind the last].
 * @param {string} inward
 * @returns {[number, number]}
 */
export function placesInOrder(inward) {
  let first = 0;
  let room = 4000;
  for (const [at, character] of [...inward].entries()) {
    room /= at ? 20 : 10;
    first += room * (at ? INWARD_LETTERS.indexOf(character) : Number(character));
  }
  return [first, first + room];
}
