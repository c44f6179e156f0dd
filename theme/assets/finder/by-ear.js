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
/** Names that no rule leads to. None of these spellings is a place of its own. */
const UNLIKE = new Map(
  Object.entries({
    lemster: "leominster", mulguy: "milngavie", mullguy: "milngavie", milguy: "milngavie", mowzel: "mousehole",
    mouzel: "mousehole", windum: "wymondham", cossy: "costessey",
    kirkoobry: "kirkcudbright", kirkcoobry: "kirkcudbright",
    chumley: "cholmondeley", barlick: "barnoldswick", slawit: "slaithwaite", slowit: "slaithwaite",
    froom: "frome", kirkoddy: "kirkcaldy", kirkcoddy: "kirkcaldy", hoik: "hawick", keethly: "keighley",
    keethley: "keighley", tinmuth: "teignmouth", gumster: "godmanchester", haysbruh: "happisburgh",
    haysborough: "happisburgh", pennycook: "penicuik", lanelly: "llanelli", dolgelly: "dolgellau",
  }),
);

/** Return a folded name as it is written, where it is said so unlike it. @param {string} folded */
export const asWritten = (folded) => UNLIKE.get(folded) ?? folded;

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
