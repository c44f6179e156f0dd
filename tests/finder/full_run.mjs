/**
 * Walks postcodes through the finder's module. On stdin: lines of postcode, tab, council. In argv:
 * the data folder. On stdout: the wrong ones, then a line of JSON with the counts: how many were
 * called sure, how many of these are wrong, and how many of all were not even offered.
 */

import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { find } from "../../theme/assets/finder/finder.js";

const base = pathToFileURL(`${process.argv[2]}/`).href;
const fromDisk = async (address) => ({
  ok: true,
  json: async () => JSON.parse(await readFile(new URL(address), "utf8")),
});

const counts = { postcodes: 0, wrong: 0, sure: 0, sureAndWrong: 0, notOffered: 0 };
for await (const line of createInterface({ input: process.stdin })) {
  const [postcode, council] = line.split("\t");
  const { kind, areas, message } = await find(postcode, base, fromDisk);
  const isRight = kind === "postcode" && areas[0].slug === council;
  const isSure = areas.length === 1 && areas[0].sure;
  counts.postcodes += 1;
  counts.wrong += isRight ? 0 : 1;
  counts.sure += isSure ? 1 : 0;
  counts.sureAndWrong += isSure && !isRight ? 1 : 0;
  counts.notOffered += areas.some(({ slug }) => slug === council) ? 0 : 1;
  if (!isRight) console.log(`${postcode} is in ${council}, but the finder says: ${message}`);
}
console.log(JSON.stringify(counts));
