/**
 * Names as they sound, roughly: who has only heard "Norwich" may write "Norridge". Pure.
 *
 * Two names that give the same sounds may be one. What is found so is only ever offered.
 */

/** How English names are said, the whole endings before single letters. */
const SAID = [
  [/cester/g, "ster"],
  [/rster/g, "ster"],
  [/(?:borough|burgh|brough)/g, "bra"],
  [/wich/g, "ij"],
  [/(?:dge|tch)/g, "j"],
  [/ph/g, "f"],
  [/igh/g, "i"],
  [/gh/g, ""],
  [/^kn|gn/g, "n"],
  [/^wr|^rh/g, "r"],
  [/s?ch/g, "C"],
  [/sh/g, "S"],
  [/th/g, "T"],
  [/c(?=[eiy])/g, "s"],
  [/ck|[cq]/g, "k"],
  [/z/g, "s"],
  [/(?!^)[hw]/g, ""],
  [/^[aeiouy]+/g, "a"],
  [/(?!^)[aeiouy]/g, ""],
  [/(.)\1+/g, "$1"],
];
/** Shorter ones sound like too much else. */
const FEWEST_SOUNDS = 3;

/**
 * Return how a key sounds, or nothing if that says too little.
 * @param {string} key folded, without spaces
 */
export function sounds(key) {
  const said = SAID.reduce((text, [written, spoken]) => text.replace(written, spoken), key);
  return said.length < FEWEST_SOUNDS ? "" : said;
}
