/** Where each need leads: the section of a council's page, and the guide. */

import { say } from "./wording.js";

/** Where a council's page answers a need. */
const SECTIONS = {
  suicide: "support",
  sexual: "support",
  "forced-marriage": "at-home",
  "at-home": "at-home",
  "at-risk": "helping",
  child: "helping",
  danger: "report",
  crime: "report",
  complain: "nothing-changes",
  "case-review": "nothing-changes",
  rights: "nothing-changes",
  restorative: "restorative-justice",
  support: "support",
  helping: "helping",
  "hate-crime": "report",
  asb: "report",
};

export const HATE_CRIME = "hate-crime";
const HATE_CRIME_GUIDE = "guides/hate-crime/";
const GUIDES = {
  "at-risk": "guides/helping-someone/",
  complain: "guides/complaints/",
  "case-review": "guides/asb-case-review/",
  rights: "guides/your-rights/",
  restorative: "guides/restorative-justice/",
  helping: "guides/helping-someone/",
  "hate-crime": HATE_CRIME_GUIDE,
  asb: HATE_CRIME_GUIDE,
};
const EASY_READ = "easy-read";
const MOST_GUIDES = 3;

/** @typedef {import("./needs.js").Need} Need */
/** @typedef {import("./search.js").Page} Page */

/** Whether somebody may have to phone at once. @param {Need} needed */
export const isUrgent = ({ need }) => Object.hasOwn(say.needs, need);

/** Whether the need alone says what is wanted: hate crime. @param {Need} needed */
export const isEnough = (needed) => isUrgent(needed) || needed.need === HATE_CRIME;

/** Return the part of an answer page that is about a need, or nothing. @param {Need} needed */
export const sectionOf = ({ need, also }) =>
  SECTIONS[[need, ...also].find((each) => Object.hasOwn(SECTIONS, each))] ?? "";

/** Return the guides and services that a need leads to, the most needed first. @returns {Page[]} */
export function guidesOf({ need, also, lines }) {
  const all = [need, ...also];
  const isEasy = all.includes(EASY_READ);
  const urls = all.map((each) => GUIDES[each]).filter(Boolean);
  const guides = [...new Set(urls)].slice(0, MOST_GUIDES).map((url) => ({
    name: say.guides[url],
    detail: isEasy ? say.easyRead : say.guide,
    url: isEasy ? `${url}${EASY_READ}/` : url,
  }));
  const services = need === "support" ? lines.map(asPage) : [];
  const allEasy = { name: say.allEasyRead, detail: say.guide, url: "guides/easy-read/" };
  return [...services, ...guides, ...(isEasy && !guides.length ? [allEasy] : [])];
}

/** A line is offered as the page of its record, which has the number to press. @returns {Page} */
export const asPage = ({ name, phone, where, url }) => ({
  name: phone ? `${name}: ${phone}` : name,
  detail: where || say.wholeUk,
  url,
});
