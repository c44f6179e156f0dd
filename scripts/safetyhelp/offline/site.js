/**
 * The scripts of the site for a folder on a disk: there a browser runs no modules and fetches no
 * files. So the modules are in here, as they are on the site, and the data comes as scripts.
 */
(() => {
  "use strict";

  const script = document.currentScript;
  const ROOT = new URL("../../", script.src).href;
  /** From this age on a copy is old, in days. */
  const OLD = 31;
  const A_DAY = 86400000;

/* modules */
  const texts = new Map();
  const coming = new Map();

  /** The scripts with data call it, each for the files that it holds. */
  window.offlineFile = (path, text) => texts.set(path, text);

  const bring = (path) => {
    if (!coming.has(path)) {
      coming.set(path, new Promise((resolve, reject) => {
        const made = document.createElement("script");
        made.src = ROOT + path;
        made.addEventListener("load", resolve);
        made.addEventListener("error", () => {
          coming.delete(path);
          reject(new TypeError(`${path} is not in this folder.`));
        });
        document.head.append(made);
      }));
    }
    return coming.get(path);
  };

  /** What of all places comes together: files of their own would be too many. */
  const scriptOf = (path) => {
    if (path.endsWith("/letters.json")) return "assets/offline/letters.js";
    return path.endsWith(".json") ? `${path}.js` : "assets/offline/places.js";
  };

  /** Stands for `fetch`: nothing but the files of this copy can be asked for. */
  window.fetch = async (address) => {
    const path = String(address).slice(ROOT.length).replace(/\/index\.html$/, "/");
    await bring(scriptOf(path));
    const text = texts.get(path);
    const ok = text !== undefined;
    return { ok, status: ok ? 200 : 404, text: async () => text, json: async () => JSON.parse(text) };
  };

  /** Say how old this copy is, where it is old. */
  const tellAge = (note) => {
    const days = Math.floor((Date.now() - Date.parse(note.dataset.made)) / A_DAY);
    if (days <= OLD) return;
    note.classList.add("offline-old");
    note.prepend(`This copy is ${days} days old. Get a new one before you use it. `);
  };

  document.querySelectorAll("[data-made]").forEach(tellAge);
  for (const name of script.dataset.run.split(" ")) load(name);
})();
