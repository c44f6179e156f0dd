/** Places that people type and that are not in the United Kingdom, and codes that are no place. */

import { squeeze } from "./names.js";

const GUERNSEY = ["Guernsey, Alderney and Sark are", "Bailiwick of Guernsey Law Enforcement"];
const JERSEY = ["Jersey is", "the States of Jersey Police"];
const ISLE_OF_MAN = ["The Isle of Man is", "the Isle of Man Constabulary"];
const GIBRALTAR = ["Gibraltar is", "the Royal Gibraltar Police"];
const IRELAND = ["The Republic of Ireland is", "An Garda Síochána"];

const BY_POSTCODE_AREA = { GY: GUERNSEY, JE: JERSEY, IM: ISLE_OF_MAN, GX: GIBRALTAR };

const BY_NAME = {
  guernsey: GUERNSEY,
  bailiwickofguernsey: GUERNSEY,
  stpeterport: GUERNSEY,
  alderney: GUERNSEY,
  sark: GUERNSEY,
  herm: GUERNSEY,
  jersey: JERSEY,
  bailiwickofjersey: JERSEY,
  sthelier: JERSEY,
  channelislands: ["Jersey, Guernsey, Alderney and Sark are", "the police of your island"],
  isleofman: ISLE_OF_MAN,
  ellanvannin: ISLE_OF_MAN,
  gibraltar: GIBRALTAR,
  ireland: IRELAND,
  republicofireland: IRELAND,
  eire: IRELAND,
  dublin: IRELAND,
};
/** Counties and towns of the Republic whose names no place in the UK has. */
const REPUBLIC =
  "carlow cavan cork donegal galway kildare laois limerick mayo meath monaghan offaly roscommon sligo " +
  "tipperary westmeath wexford wicklow dundalk drogheda letterkenny bundoran buncrana";
/** These are also places in the UK, but for the word before them: “County Louth”. */
const REPUBLIC_AS_COUNTIES = "clare kerry kilkenny leitrim longford louth waterford";
for (const name of REPUBLIC.split(" ")) BY_NAME[name] = IRELAND;
for (const name of `${REPUBLIC} ${REPUBLIC_AS_COUNTIES}`.split(" ")) {
  BY_NAME[`county${name}`] = IRELAND;
  BY_NAME[`co${name}`] = IRELAND;
}

const MOST_WORDS = 3;
/** Whose people somebody is from, or what is somebody's, is not where they are: "my jersey". */
const NOT_BEFORE = new Set("from northern north n my his her a the new".split(" "));
const NOT_BEHIND = new Set("road street avenue lane place drive terrace close".split(" "));

/** Postcode areas that hold no addresses: bulk mail, tests, the forces' post. */
const NOWHERE = new Set(["BF", "BX", "QC", "XX"]);

const sentence = ([who, ask]) =>
  `${who} outside the UK, so this site has no page for you. In danger, phone 999. ` +
  `To report something, ask ${ask}.`;

/** @param {string} area @returns {string} a message, or "" */
export const outsideByPostcode = (area) => (BY_POSTCODE_AREA[area] ? sentence(BY_POSTCODE_AREA[area]) : "");

/** @param {string} folded @returns {string} a message, or "" */
export const outsideByName = (folded) =>
  Object.hasOwn(BY_NAME, squeeze(folded)) ? sentence(BY_NAME[squeeze(folded)]) : "";

/**
 * Return what to say of a sentence that names somewhere outside: at its beginning, at its end, or
 * behind "in".
 * @param {string} folded
 * @returns {string} a message, or ""
 */
export function outsideWithin(folded) {
  const words = folded.split(" ");
  for (let at = 0; at < words.length; at += 1) {
    for (let count = Math.min(MOST_WORDS, words.length - at); count > 0; count -= 1) {
      const behind = at + count;
      const isThere = at === 0 || behind === words.length || words[at - 1] === "in";
      if (!isThere || NOT_BEFORE.has(words[at - 1]) || NOT_BEHIND.has(words[behind])) continue;
      const found = outsideByName(words.slice(at, behind).join(" "));
      if (found) return found;
    }
  }
  return "";
}

/** @param {string} area */
export const isNowhere = (area) => NOWHERE.has(area);
