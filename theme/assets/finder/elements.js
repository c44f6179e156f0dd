/**
 * Return a new element.
 * @param {string} tag
 * @param {Record<string, unknown>} properties
 * @param {(string | Node)[]} content
 */
export function element(tag, properties, ...content) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...content);
  return made;
}
