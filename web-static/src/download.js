// @ts-check
import {el} from './dom.js';
import {timeZone} from './page.js';

/**
 * The conversation as a file: as text, one line for each thing said or done, in its order, by the
 * customer's own clock; or as JSON, for programs.
 */

export async function download(/** @type {import('./message.js').Desk} */ desk, isForPrograms = false) {
  // How words and what happened are read.
  const later = await desk.want('later');
  // What was not held here comes within a minute, or not now.
  for (let n = 0; desk.state().held && n < 600; n += 1) {
    desk.older();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const state = desk.state();
  const [text, type, end] = isForPrograms
    ? [transcriptJSON(state), 'application/json', 'json']
    : [transcriptText(state, desk.words, later), 'text/plain;charset=utf-8', 'txt'];
  const href = URL.createObjectURL(new Blob([text], {type}));
  el('a', {href, download: `conversation-${state.number ?? ''}.${end}`}).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

/** What this screen knows of what was said and done, moments in UTC and by the customer's own clock. */
export function transcriptJSON(/** @type {import('./state.js').State} */ state) {
  const {conversation, number, entries} = state;
  const said = entries.map(({kind, type, conversation: _, lang, event, what, at, question, ...rest}) => ({
    seq: rest.seq, at: new Date(at).toISOString(), local: local(at), event: event ?? what, ...rest,
  }));
  return JSON.stringify(
    {site: location.host, conversation, number, zone: timeZone(), said}, null, 2);
}

export function transcriptText(/** @type {import('./state.js').State} */ state, words, later) {
  const head = `${words.say('ticket', {number: `#${state.number ?? ''}`})} · ${location.host}`;
  const lines = state.entries.map((entry) => {
    const when = local(entry.at);
    if (entry.kind === 'notice') return `[${when}] * ${later.told(entry, words)}`;
    const who = entry.by === 'customer' ? words.say('you')
      : entry.by === 'bot' ? words.say('bot') : entry.name;
    const text = entry.by === 'customer' ? entry.text : unmarked(later.read(entry.text));
    // Further lines are set in, so that nobody's words can look like a line of the record.
    const cards = (entry.cards ?? []).map((card) => `${card.title}: ${card.text}`);
    return `[${when}] ${who}: ${[text, ...cards].join('\n').replace(/\n/g, '\n    ')}`;
  });
  const gap = state.held ? [words.say('dropped')] : [];
  return [head, timeZone(), '', ...gap, ...lines, ''].join('\n');
}

/** As 2026-11-30 17:04, by the clock of who reads it. */
function local(at) {
  const shifted = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16).replace('T', ' ');
}

/** The words as they are read, without the marks that made some of them bold. */
function unmarked(blocks) {
  const inner = (node) => (typeof node === 'string' ? node
    : node.children.map(inner).join('') + (node.href && !node.children.includes(node.href)
      && !/^(mailto|tel):/.test(node.href) ? ` <${node.href}>` : ''));
  return blocks.map((block) => (block.items
    ? block.items.map((item) => `- ${item.map(inner).join('')}`) : [block.children.map(inner).join('')])
    .join('\n')).join('\n');
}
