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

/** Postcode areas that hold no addresses: bulk mail, tests, the forces' post. */
const NOWHERE = new Set(["BF", "BX", "QC", "XX"]);

const words = ([who, ask]) =>
  `${who} outside the UK, so this site has no page for you. In danger, phone 999. ` +
  `To report something, ask ${ask}.`;

/** @param {string} area @returns {string} a message, or "" */
export const outsideByPostcode = (area) => (BY_POSTCODE_AREA[area] ? words(BY_POSTCODE_AREA[area]) : "");

/** @param {string} folded @returns {string} a message, or "" */
export const outsideByName = (folded) =>
  Object.hasOwn(BY_NAME, squeeze(folded)) ? words(BY_NAME[squeeze(folded)]) : "";

/** @param {string} area */
export const isNowhere = (area) => NOWHERE.has(area);
