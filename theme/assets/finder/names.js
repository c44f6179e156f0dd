/**
 * Names in the form in which they are compared. scripts/safetyhelp/finder/names.py does the same
 * when the data files are written; a test holds the two together.
 */

const SPELT_OUT = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe" };
const SHORT = new Map([["saint", "st"], ["upon", "on"]]);

/** Words of so many names of services that none of them says which one is meant. */
export const GENERIC = new Set(
  ("a and asb antisocial behaviour borough case centre city commissioner community communities council county " +
    "crime csp district for hate in justice local of on one our partnership police policing " +
    "restorative review safe safer safety service services support team the victim victims").split(" "),
);

/**
 * Return a name as plain lower-case words: no accents, "&" is "and", Saint is "st".
 * @param {string} name
 * @returns {string}
 */
export function fold(name) {
  const lower = name.toLowerCase();
  // Most names are one plain word, and there are many names.
  if (/^[a-z]+$/.test(lower)) return SHORT.get(lower) ?? lower;
  const words = plain(lower)
    .replaceAll("&", " and ")
    .replace(/['’‘`´ʼ]/g, "")
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  if (words.length > 1 && words[0] === "the") words.shift();
  return words.map((word) => SHORT.get(word) ?? word).join(" ");
}

/** Return lower-case text without accents. */
const plain = (text) =>
  /^[ -~]*$/.test(text)
    ? text
    : text
        .normalize("NFKD")
        .replace(/\p{M}/gu, "")
        .replace(/[øłđðþßæœ]/g, (found) => SPELT_OUT[found]);

/**
 * Return the matches that stand behind such a letter, or behind none. A pattern cannot say so itself:
 * phones until 2022 refuse a whole module that has a lookbehind.
 * @param {string} text
 * @param {RegExp} pattern
 * @param {RegExp} before what the letter in front must be; it is empty at the beginning
 */
export const matchesBehind = (text, pattern, before) =>
  [...text.matchAll(pattern)].filter(({ index }) => before.test(text.charAt(index - 1)));

/**
 * Return folded text without its spaces, so that they need not be typed right.
 * @param {string} folded
 */
export const squeeze = (folded) => folded.replaceAll(" ", "");

/**
 * Return the key by which to choose a place file: it begins at the first word that tells something.
 * @param {string} folded
 */
export function fileKey(folded) {
  const words = folded.split(" ");
  const telling = words.findIndex((word) => !GENERIC.has(word));
  return words.slice(Math.max(telling, 0)).join("");
}

/**
 * Return which letters and digits a key has, as bits: a quick way to see that two differ.
 * @param {string} key
 */
export function lettersOf(key) {
  let bits = 0;
  for (let at = 0; at < key.length; at += 1) bits |= 1 << (key.charCodeAt(at) & 31);
  return bits;
}

/** Count the letters of one key that another lacks: so many typing errors there are at least. */
export function lacking(letters, others) {
  let rest = letters & ~others;
  let count = 0;
  for (; rest; count += 1) rest &= rest - 1;
  return count;
}

/** Room for three rows of the table that counts typing errors; no name or query is longer. */
const rows = [0, 1, 2].map(() => new Uint16Array(512));

/**
 * Count the typing errors (a letter too many, missing, wrong, or two exchanged) between two words,
 * giving up beyond `most`. With `begun`, `typed` may be just the beginning of `name`.
 * @param {string} typed
 * @param {string} name
 * @param {number} most
 * @param {boolean} [begun]
 * @returns {number} `most + 1` if there are more
 */
export function typingErrors(typed, name, most, begun = false) {
  const length = Math.min(name.length, typed.length + most);
  if (typed.length > name.length + most) return most + 1;
  if (!begun && name.length > length) return most + 1;
  let [before, last, here] = rows;
  for (let column = 0; column <= length; column += 1) last[column] = column;
  for (let row = 1; row <= typed.length; row += 1) {
    here[0] = row;
    let least = row;
    for (let column = 1; column <= length; column += 1) {
      const same = typed[row - 1] === name[column - 1];
      let errors = Math.min(last[column] + 1, here[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
      const exchanged = typed[row - 1] === name[column - 2] && typed[row - 2] === name[column - 1];
      if (row > 1 && column > 1 && exchanged) {
        errors = Math.min(errors, before[column - 2] + 1);
      }
      here[column] = errors;
      least = Math.min(least, errors);
    }
    if (least > most) return most + 1;
    [before, last, here] = [last, here, before];
  }
  return begun ? Math.min(...last.subarray(0, length + 1)) : last[length];
}
