/** What the finder says. Plain words, short sentences. */

import { fold, squeeze } from "./names.js";

const GROUP_KINDS = { county: "county", "police-area": "police area", former: "former council" };
/** What is said of a group of one council. */
const OF_ONE = { former: "now part of", area: "in" };
const LEVELS = { nations: "nation", police_areas: "police-area", counties: "county" };

/** @param {string[]} parts without empty ones and repeats, joined by commas */
const join = (parts) => [...new Set(parts.filter(Boolean))].join(", ");

/** @param {number} count */
const councilCount = (count) => (count === 1 ? "1 council area" : `${count} council areas`);

/**
 * Say which name was found, if the one that is shown does not make it plain.
 * @param {import("./data-files.js").Name} found
 * @param {string} shown
 */
function foundAs(found, shown) {
  const own = squeeze(fold(shown));
  if (own.includes(found.key) || found.key.includes(own)) return "";
  return found.use === "former" ? `formerly ${found.text}` : `also called ${found.text}`;
}

/** @param {import("./data-files.js").Council} council @param {import("./data-files.js").Name} found */
export const councilDetail = (council, found) => join([foundAs(found, council.name), council.above]);

/**
 * @param {string} name
 * @param {import("./data-files.js").Where} where
 * @param {import("./data-files.js").Council} council
 */
export function placeDetail(name, where, council) {
  const type = where.type === "place" ? "" : where.type;
  const place = council.name === name && where.sure ? "" : `in ${council.name}`;
  const words = where.sure ? [type, place] : [type && `${type},`, "probably", place];
  return join([words.filter(Boolean).join(" "), council.above]);
}

/**
 * @param {import("./data-files.js").IndexEntity} group
 * @param {import("./data-files.js").Name} found
 */
export function groupDetail(group, found) {
  const [{ name, above }, ...others] = group.councils;
  if (!others.length && OF_ONE[group.type]) return join([`${OF_ONE[group.type]} ${name}`, above]);
  const also = foundAs(found, group.names[0].text);
  return join([GROUP_KINDS[group.type], also, councilCount(group.councils.length)]);
}

/**
 * @param {import("./data-files.js").RecordEntity} record
 * @param {import("./data-files.js").Name} found
 * @param {import("./data-files.js").Council[]} councils
 * @param {Record<string, string>} kinds kinds of records in words
 */
export function recordDetail(record, found, councils, kinds) {
  const where = councils.length === 1 ? councils[0].name : councilCount(councils.length);
  return join([foundAs(found, record.names[0].text), kinds[record.kind], where]);
}

/**
 * Say what kind of page was found. `inside` is the page of a section, or the area of a service.
 * @param {string} url
 * @param {string} inside
 * @param {Record<string, string>} kinds kinds of records in words
 */
export function pageDetail(url, inside, kinds) {
  const [, folder, kind] = url.match(/^([^/]*)\/([^/]*)/);
  if (folder === "services") return join([kinds[kind], inside]);
  if (url.includes("easy-read/")) return "Easy Read guide";
  return join([folder === "guides" ? "guide" : "about this site", inside]);
}

/** Return the key of the group that a record covers: "nations:wales" is "nation:wales". */
export function groupKey(cover) {
  const [level, id] = cover.split(":");
  return `${LEVELS[level]}:${id}`;
}

const CHECK = "Check it, or type your town or council.";

export const say = {
  empty: "Type a postcode, a town or a council.",
  letters: "Type it in English letters, or type your postcode. In danger, phone 999.",
  forces:
    "That is an address of the forces abroad, so this site has no page for you. In danger, phone the " +
    "emergency number of the country where you are. Are you in the UK? Type your town or your postcode there.",
  is: (what, where) => `${what} is in ${where}.`,
  probably: (what, where) => `${what} is probably in ${where}. Check before you go on.`,
  likely: (what, where) => `${what} is new to us. It is likely to be in ${where}. Check before you go on.`,
  likelyTwo: (what, where, other) =>
    `${what} is new to us. It is likely to be in ${where} or in ${other}. Check, then choose yours.`,
  several: (what) => `${what} is in more than one council area. Choose yours, or type your whole postcode.`,
  severalLikely: (what, where) =>
    `${what} is probably in ${where}, but it may be in another area. Choose yours.`,
  impossible: (what) => `There is no UK postcode ${what}. ${CHECK}`,
  nowhere: (what) =>
    `${what} is not on our map. Some postcodes are only for PO boxes and large firms. ` +
    "Type the postcode where you live, or your town or council.",
  london: (count) => `London has ${count} councils. Type your postcode, or choose your borough.`,
  group: (name, count) => `${name} has ${councilCount(count)}. Choose yours, or type your postcode.`,
  former: (name, count) => `${name} is now ${councilCount(count)}. Choose yours, or type your postcode.`,
  police: (name, count) => `${name} works in ${councilCount(count)}. Choose yours, or type your postcode.`,
  works: (name, where) => `${name} works in ${where}.`,
  everywhere: (name) => `${name} works in many areas. Open its page, or type your postcode or town.`,
  large: (name) => `${name} is large. Type your postcode, town or council.`,
  record: (name, count) => `${name} works in ${councilCount(count)}. Choose yours.`,
  one: (name, detail) => `${name}, ${detail}.`,
  estate: (what) =>
    `We do not know where “${what}” is: many estates are on no list. Type your postcode, or the town that it is in.`,
  choose: "There are several. Choose yours, or type your postcode.",
  near: (what) => `We found nothing called “${what}”. Did you mean one of these? If not, type your postcode.`,
  needHere: "Your place, and pages about this.",
  needAnywhere: "Type your postcode or your town as well, to see who helps there.",
  guides: {
    "guides/hate-crime/": "Hate crime",
    "guides/complaints/": "When nothing changes",
    "guides/asb-case-review/": "The ASB case review",
    "guides/restorative-justice/": "Restorative justice",
    "guides/your-rights/": "Your rights",
    "guides/helping-someone/": "Helping someone",
  },
  allEasyRead: "Easy Read guides",
  easyRead: "Easy Read guide",
  guide: "guide",
  wholeUk: "all of the UK",
  needs: {
    suicide: "In danger now? Phone 999. Do you feel that you cannot go on? You can talk to someone:",
    sexual:
      "In danger now? Phone 999. It is not your fault. This site is not about sexual crime, but these can help you. You can tell the police on 101.",
    "forced-marriage": "In danger now? Phone 999. Nobody may force you. These can help you:",
    child: "Is a child in danger? Phone 999. Else phone the police on 101. This site has no page about children.",
    "at-home": "In danger now? Phone 999. It is not your fault. These can help you:",
    "at-risk":
      "In danger now? Phone 999. Is an adult hurt who needs care? Tell the council’s team. You do not need proof:",
    danger: "In danger now? Phone 999. If you cannot speak, phone from a mobile and press 55. When the danger is over, phone 101.",
    crime: "Is it happening now? Phone 999. Else tell the police on 101. These help people hurt by any crime:",
    "not-covered":
      "In danger? Phone 999. This site is about hate crime and antisocial behaviour. It has no page about this. " +
      "Your council may know who helps: type your postcode or your town. In England and Wales there is also free advice:",
  },
  pages: (what) =>
    `These pages have to do with “${what}”. Type your postcode or your town as well, to see who helps there.`,
  noPages: (what) => `No page has to do with “${what}”. Check the spelling, or use other words.`,
  none: (what) =>
    `We found nothing called “${what}”. Check the spelling, or type your postcode or council. ` +
    "Many estates and small places are on no list.",
};
