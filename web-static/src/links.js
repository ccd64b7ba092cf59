// @ts-check
/**
 * Plain words with their web addresses as links: all that customers' words are, and most of the bot's.
 *
 * @typedef {import('./markdown.js').Inline} Inline
 */

const SCHEMES = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** The address to link to, or null where it is not one we would send a customer to. */
export function safeLink(/** @type {string} */ address) {
  try {
    const url = new URL(address);
    return SCHEMES.has(url.protocol) && !url.username ? url.href : null;
  } catch {
    return null; // not an absolute address
  }
}

/** Plain words, with bare web addresses made into links. @returns {Inline[]} */
export function linked(/** @type {string} */ text) {
  /** @type {Inline[]} */
  const out = [];
  let at = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"]+/g)) {
    const address = match[0].replace(/[.,;:!?'")\]]{1,8}$/, '');
    const href = safeLink(address);
    if (!href) continue;
    if (match.index > at) out.push(text.slice(at, match.index));
    out.push({tag: 'a', href, children: [address]});
    at = match.index + address.length;
  }
  if (at < text.length) out.push(text.slice(at));
  return out;
}

/** Marks that only the whole reader of Markdown understands; bold words are understood here. */
const MARKS = /[`\\#[]|: https?:|(^|[^*])\*(?!\*)|^\s*([-+•]|\d{1,9}[.)])\s/m;

export const isMarked = (/** @type {string} */ text) => MARKS.test(text);

/** Paragraphs with bold words. @returns {import('./markdown.js').Block[]} */
export function bold(/** @type {string} */ text) {
  return text.split(/\n\s*\n/).map((part) => ({tag: 'p',
    children: part.trim().split(/\*\*(\S|\S.*?\S)\*\*/).flatMap((one, at) =>
      (at % 2 ? [{tag: 'strong', children: linked(one)}] : linked(one)))}));
}
