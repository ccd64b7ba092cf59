// @ts-check
import {noticeText} from './message.js';

/** The conversation as a text file: one line for each thing said or done, in its order. */
export function transcriptText(/** @type {import('./state.js').State} */ state, words) {
  const head = `${words.say('ticket', {number: `#${state.number ?? ''}`})} · ${location.host}`;
  const lines = state.entries.map((entry) => {
    const when = `${new Date(entry.at).toISOString().slice(0, 16).replace('T', ' ')}Z`;
    if (entry.kind === 'notice') return `[${when}] * ${noticeText(entry, words)}`;
    const who = entry.by === 'customer' ? words.say('you')
      : entry.by === 'bot' ? words.say('bot') : entry.name;
    // Further lines are set in, so that nobody's words can look like a line of the record.
    const cards = (entry.cards ?? []).map((card) => `${card.title}: ${card.text}`);
    return `[${when}] ${who}: ${[entry.text, ...cards].join('\n').replace(/\n/g, '\n    ')}`;
  });
  return [head, '', ...lines, ''].join('\n');
}
