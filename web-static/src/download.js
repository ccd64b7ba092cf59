// @ts-check
import {el} from './dom.js';
import {markdown} from './markdown.js';
import {laterWords} from './later-words.js';
import {noticeText} from './notices.js';

/**
 * The conversation as a text file: one line for each thing said or done, in its order, by the
 * customer's own clock. Fetched by who wants it.
 */

export async function download(/** @type {import('./session.js').Session} */ session, words) {
  words.add(laterWords);
  session.older();
  // What was not held here comes within seconds, or not now.
  for (let n = 0; session.state.held && n < 100; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const text = transcriptText(session.state, words);
  const blob = new Blob([text], {type: 'text/plain;charset=utf-8'});
  const href = URL.createObjectURL(blob);
  el('a', {href, download: `conversation-${session.state.number ?? ''}.txt`}).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

export function transcriptText(/** @type {import('./state.js').State} */ state, words) {
  const head = `${words.say('ticket', {number: `#${state.number ?? ''}`})} · ${location.host}`;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const lines = state.entries.map((entry) => {
    const when = local(entry.at);
    if (entry.kind === 'notice') return `[${when}] * ${noticeText(entry, words)}`;
    const who = entry.by === 'customer' ? words.say('you')
      : entry.by === 'bot' ? words.say('bot') : entry.name;
    const text = entry.by === 'customer' ? entry.text : unmarked(entry.text);
    // Further lines are set in, so that nobody's words can look like a line of the record.
    const cards = (entry.cards ?? []).map((card) => `${card.title}: ${card.text}`);
    return `[${when}] ${who}: ${[text, ...cards].join('\n').replace(/\n/g, '\n    ')}`;
  });
  return [head, zone, '', ...lines, ''].join('\n');
}

/** As 2026-11-30 17:04, by the clock of who reads it. */
function local(at) {
  const shifted = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16).replace('T', ' ');
}

/** The words as they are read, without the marks that made some of them bold. */
function unmarked(text) {
  const inner = (node) => (typeof node === 'string' ? node
    : node.children.map(inner).join('') + (node.href && !node.children.includes(node.href)
      && !/^(mailto|tel):/.test(node.href) ? ` <${node.href}>` : ''));
  return markdown(text).map((block) => (block.items
    ? block.items.map((item) => `- ${item.map(inner).join('')}`) : [block.children.map(inner).join('')])
    .join('\n')).join('\n');
}
