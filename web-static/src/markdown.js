// @ts-check
import {linked, safeLink} from './links.js';

/**
 * Light Markdown as a tree of plain values: paragraphs, headings, lists, code, bold, italic, links.
 *
 * Nothing here makes markup. A tree is drawn with createElement and text nodes, so words that look
 * like HTML stay words. Reading takes time in proportion to the text, whatever it holds.
 *
 * @typedef {string | {tag: 'strong' | 'em' | 'code' | 'a' | 'br', href?: string,
 *   children: Inline[]}} Inline
 * @typedef {{tag: 'p' | 'h' | 'pre', children: Inline[]}
 *   | {tag: 'ul' | 'ol', items: Inline[][], start?: number}} Block
 */

/** Bold in italic in a link: no honest text goes deeper. */
const DEPTH_LIMIT = 4;

/** @param {string} text @returns {Block[]} */
export function markdown(text) {
  /** @type {any[]} */
  const blocks = [];
  let last = null;
  for (const line of text.split(/\r\n?|\n/)) last = block(line, last, blocks);
  return blocks.map(finish);
}

/** Takes one line into the last block or begins another; returns the block that may go on. */
function block(line, last, blocks) {
  const isFence = /^\s*```/.test(line);
  if (last?.tag === 'pre') {
    if (isFence) return null;
    last.lines.push(line);
    return last;
  }
  if (isFence) {
    blocks.push(last = {tag: 'pre', lines: []});
    // One line may hold all of it.
    const [, inner] = /^\s*```(.+?)```\s*$/.exec(line) ?? [];
    if (!inner) return last;
    last.lines.push(inner);
    return null;
  }
  if (!line.trim()) return null;
  // An article's link, as agents put it in: its title, and where it leads.
  const named = /^(\S[^[\]`*\n]{0,158}\S): (https?:\/\/[^\s<>"]+)$/.exec(line.trim());
  if (named && safeLink(named[2])) {
    blocks.push({tag: 'p', named: [named[1], safeLink(named[2])]});
    return null;
  }
  const heading = /^#{1,6}\s+(.+)$/.exec(line);
  const item = /^\s*(?:([-*+•])|(\d{1,9})[.)])\s+(.+)$/.exec(line);
  if (heading) {
    blocks.push({tag: 'h', lines: [heading[1]]});
    return null;
  }
  if (item) {
    const tag = item[1] ? 'ul' : 'ol';
    if (last?.tag !== tag) blocks.push(last = {tag, start: Number(item[2] ?? 1), lines: []});
    last.lines.push(item[3]);
    return last;
  }
  if (last && last.tag !== 'p' && /^\s/.test(line)) {
    last.lines[last.lines.length - 1] += '\n' + line.trim();
    return last;
  }
  if (last?.tag !== 'p') blocks.push(last = {tag: 'p', lines: []});
  last.lines.push(line);
  return last;
}

function finish({tag, start, lines, named}) {
  if (named) return {tag, children: [{tag: 'a', href: named[1], children: [named[0]]},
    ` · ${new URL(named[1]).host}`]};
  if (tag === 'ul' || tag === 'ol') return {tag, start, items: lines.map((one) => inline(one))};
  if (tag === 'pre') return {tag, children: [lines.join('\n')]};
  return {tag, children: inline(lines.join('\n'))};
}

/** @param {string} text @returns {Inline[]} */
export function inline(text, depth = 0) {
  /** @type {Inline[]} */
  const out = [];
  /** Marks with no partner further on: looked for once, so that reading stays linear. */
  const lonely = new Set();
  let plain = '';
  const flush = () => {
    if (plain) out.push(...linked(plain));
    plain = '';
  };
  for (let at = 0; at < text.length;) {
    const found = depth < DEPTH_LIMIT ? span(text, at, depth, lonely) : null;
    if (found) {
      flush();
      out.push(found.node);
      at = found.end;
    } else if (text[at] === '\\' && /[\\`*_[\]()#+\-.!>~|]/.test(text[at + 1] ?? '')) {
      plain += text[at + 1];
      at += 2;
    } else plain += text[at++];
  }
  flush();
  return out;
}

/** The marked span that begins here, if one does. */
function span(text, at, depth, lonely) {
  switch (text[at]) {
    case '`': return marked(text, at, '`', 'code', depth, lonely);
    case '*':
      return (text[at + 1] === '*' && marked(text, at, '**', 'strong', depth, lonely))
        || marked(text, at, '*', 'em', depth, lonely);
    case '[': return link(text, at, depth, lonely);
    default: return null;
  }
}

function marked(text, at, mark, tag, depth, lonely) {
  const from = at + mark.length;
  if (lonely.has(mark) || /^\s?$/.test(text[from] ?? '')) return null;
  const to = text.indexOf(mark, from + 1);
  if (to < 0) {
    lonely.add(mark);
    return null;
  }
  if (tag !== 'code' && /\s/.test(text[to - 1])) return null;
  const inner = text.slice(from, to);
  const children = tag === 'code' ? [inner] : inline(inner, depth + 1);
  return {node: {tag, children}, end: to + mark.length};
}

function link(text, at, depth, lonely) {
  if (lonely.has('](')) return null;
  const middle = text.indexOf('](', at + 1);
  const to = middle < 0 ? -1 : text.indexOf(')', middle + 2);
  if (to < 0) {
    lonely.add('](');
    return null;
  }
  const label = text.slice(at + 1, middle);
  const href = safeLink(text.slice(middle + 2, to).trim());
  if (!href || !label || label.includes('[')) return null;
  // A label that is an address must be the one it leads to: else both are shown.
  const named = safeLink(/^\w+:/.test(label.trim()) ? label.trim() : `https://${label.trim()}`);
  const isDisguise = /^\S+\.\S+$/.test(label.trim()) && named && /^http/.test(href)
    && new URL(named).host !== new URL(href).host;
  const children = isDisguise ? [`${label} (${new URL(href).host})`] : [label];
  return {node: {tag: 'a', href, children}, end: to + 1};
}
