// @ts-check
import {linked} from './links.js';

/**
 * How elements are made here: by createElement and text nodes only. Words from others reach the
 * page as text, never as markup, attribute names or addresses that were not checked.
 */

/**
 * @param {string} kind a tag and its classes, as `button.option`
 * @param {Record<string, any>} [attributes] functions listen; true is bare; false, null: left out
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {any}
 */
export function el(kind, attributes = {}, ...children) {
  const [tag, ...classes] = kind.split('.');
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(' ');
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if ((value ?? false) !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/** Writes the text only if it changed: a live region then speaks only of what is new. */
export function write(/** @type {Element} */ element, /** @type {string} */ text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Chunks bring more of them. */
export const SHAPES = {
  chat: 'M4 5h16v11H10l-5 4v-4H4Z',
  close: 'M6 6l12 12M18 6L6 18',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  send: 'M5 12h13M12 5.5L18.5 12 12 18.5',
  bot: 'M5 8h14v11H5ZM12 8V4M9 13v1M15 13v1',
  chevron: 'M7 10l5 5 5-5',
};

/** A decorative drawing; what it means is always said in words beside it. */
export function icon(/** @type {string} */ shape) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', `icon i-${shape}`);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', SHAPES[shape]);
  svg.append(path);
  return svg;
}

/**
 * What was read of a text as elements. Headings are bold lines, except below one they belong to.
 *
 * @param {import('./markdown.js').Block[]} blocks @returns {DocumentFragment}
 */
export function drawn(blocks, heading = 'p.title') {
  const fragment = document.createDocumentFragment();
  for (const block of blocks) {
    if ('items' in block) {
      const start = block.tag === 'ol' && block.start !== 1 ? block.start : null;
      fragment.append(el(block.tag, {start},
        ...block.items.map((item) => el('li', {}, ...item.map(piece)))));
    } else {
      const tag = block.tag === 'h' ? heading : block.tag;
      fragment.append(el(tag, {}, ...block.children.map(piece)));
    }
  }
  return fragment;
}

/** Plain words: line breaks stay, bare addresses become links, nothing else is read into them. */
export function plain(/** @type {string} */ text) {
  return el('p', {}, ...linked(text).map(piece));
}

function piece(/** @type {import('./markdown.js').Inline} */ node) {
  if (typeof node === 'string') return unbroken(node);
  const children = node.children.map(piece);
  if (node.tag !== 'a') return el(node.tag, {}, ...children);
  return el('a', {href: node.href, target: '_blank', rel: 'noopener nofollow'}, ...children);
}

/** A number with hyphens in it is not broken at them: it is read, and copied, as one. */
function unbroken(/** @type {string} */ text) {
  const fragment = document.createDocumentFragment();
  text.split(/((?<!\S)\S{1,20}-\S{1,20}(?!\S))/).forEach((part, at) =>
    fragment.append(at % 2 && part.length < 22 ? el('span.whole', {}, part) : part));
  return fragment;
}
