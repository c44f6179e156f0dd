/**
 * A letter as a Word file: a zip whose parts are stored as they are, with the least that a word
 * processor needs. In: paragraphs of text. Out: bytes. It touches nothing else.
 */

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const TYPES = `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${MAIN}"/></Types>`;
const LINKS = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`;
const WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const PAGE = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>';
const FONT = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>';
/** In half points: 12 points, and 16 for Easy Read. */
const SIZES = { plain: 24, easy_read: 32 };

const MARKS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** @param {string} text @returns {string} the text as XML has it */
const escaped = (text) => text.replace(/[&<>"]/g, (mark) => MARKS[mark]);

/** @param {string} line @returns {string} a line of text; its tabs and blanks stay */
const run = (line) =>
  line.split("\t").map((part) => `<w:t xml:space="preserve">${escaped(part)}</w:t>`).join("<w:tab/>");

/** @param {{ text: string, bold: boolean }} paragraph @param {number} size */
function paragraphOf({ text, bold }, size) {
  const look = `<w:rPr>${FONT}${bold ? "<w:b/>" : ""}<w:sz w:val="${size}"/></w:rPr>`;
  const lines = text.split("\n").map(run).join("<w:br/>");
  return `<w:p><w:pPr><w:spacing w:after="200"/></w:pPr><w:r>${look}${lines}</w:r></w:p>`;
}

/** The remainders of CRC-32, one for each byte. */
const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** @param {Uint8Array} bytes @returns {number} */
function checksum(bytes) {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = REMAINDERS[(rest ^ byte) & 0xff] ^ (rest >>> 8);
  return (rest ^ 0xffffffff) >>> 0;
}

/** @param {number} size @param {[number, number][]} values each with its bytes @returns {number[]} little end first */
const numbers = (...values) =>
  values.flatMap(([value, bytes]) => Array.from({ length: bytes }, (_, place) => (value >>> (8 * place)) & 0xff));

/** 1 January 1980: a date would tell when the letter was written. */
const DAY = 0x21;

/** @param {[string, string][]} parts names with their text @returns {Uint8Array} a zip that stores them */
export function zip(parts) {
  const encoder = new TextEncoder();
  const chunks = [];
  const list = [];
  let offset = 0;
  for (const [name, text] of parts) {
    const title = encoder.encode(name);
    const body = encoder.encode(text);
    const shared = numbers([0, 2], [0, 2], [0, 2], [DAY, 2], [checksum(body), 4], [body.length, 4], [body.length, 4], [title.length, 2], [0, 2]);
    const head = Uint8Array.from([...numbers([0x04034b50, 4], [10, 2]), ...shared]);
    const entry = [...numbers([0x02014b50, 4], [10, 2], [10, 2]), ...shared, ...numbers([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4])];
    chunks.push(head, title, body);
    list.push(Uint8Array.from(entry), title);
    offset += head.length + title.length + body.length;
  }
  const size = list.reduce((sum, chunk) => sum + chunk.length, 0);
  const count = parts.length;
  const end = Uint8Array.from(numbers([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [offset, 4], [0, 2]));
  const all = [...chunks, ...list, end];
  const whole = new Uint8Array(all.reduce((sum, chunk) => sum + chunk.length, 0));
  let place = 0;
  for (const chunk of all) {
    whole.set(chunk, place);
    place += chunk.length;
  }
  return whole;
}

/**
 * @param {{ text: string, bold: boolean }[]} paragraphs
 * @param {"plain" | "easy_read"} wording
 * @returns {Uint8Array} the file
 */
export function docx(paragraphs, wording) {
  const body = paragraphs.map((each) => paragraphOf(each, SIZES[wording])).join("");
  const document = `${HEAD}<w:document xmlns:w="${WORDS}"><w:body>${body}${PAGE}</w:body></w:document>`;
  return zip([["[Content_Types].xml", TYPES], ["_rels/.rels", LINKS], ["word/document.xml", document]]);
}
