/**
 * Walks postcodes through the finder's module. On stdin: lines of postcode, tab, council. In argv:
 * the data folder. On stdout: the wrong ones, then a line of JSON with the counts.
 */

import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { find } from "../../docs/assets/finder/finder.js";

const base = pathToFileURL(`${process.argv[2]}/`).href;
const fromDisk = async (address) => ({
  ok: true,
  json: async () => JSON.parse(await readFile(new URL(address), "utf8")),
});

const counts = { postcodes: 0, wrong: 0 };
for await (const line of createInterface({ input: process.stdin })) {
  const [postcode, council] = line.split("\t");
  const { kind, areas, message } = await find(postcode, base, fromDisk);
  counts.postcodes += 1;
  if (kind !== "postcode" || areas.length !== 1 || areas[0].slug !== council) {
    counts.wrong += 1;
    console.log(`${postcode} is in ${council}, but the finder says: ${message}`);
  }
}
console.log(JSON.stringify(counts));
