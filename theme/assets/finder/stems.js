/** Words without their endings, so that "neighbours" finds "neighbour". Pure. */

const VOWEL = /[aeiouy]/;

/**
 * Return a folded word without the endings that do not change what it is about.
 * @param {string} word
 */
export function stem(word) {
  if (word.length < 4) return word;
  const one = withoutPlural(word);
  const plain = withoutEnding(one);
  return plain.replace(/([^aeiou])y$/, "$1i").replace(/(..)e$/, "$1");
}

function withoutPlural(word) {
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  return /[^siu]s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutEnding(word) {
  for (const ending of ["ment", "ing", "ied", "ed"]) {
    if (!word.endsWith(ending)) continue;
    const rest = word.slice(0, -ending.length);
    if (rest.length < 3 || !VOWEL.test(rest)) return word;
    if (ending === "ied") return `${rest}y`;
    return /([bdgmnprt])\1$/.test(rest) ? rest.slice(0, -1) : rest;
  }
  return word;
}
