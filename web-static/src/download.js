// @ts-check
/**
 * The conversation as a text file: one line for each thing said or done, in its order.
 *
 * A file of its own, fetched by who wants it; so it imports nothing, and is given what it needs.
 */
export function transcriptText(/** @type {import('./state.js').State} */ state, words, noticeText) {
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
