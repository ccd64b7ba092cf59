// @ts-check
import {drawn, el, icon, plain, write} from './dom.js';
import {bold, isMarked} from './links.js';

/**
 * One entry of the conversation as an element: words, the bot's offers, or what happened.
 *
 * @typedef {import('./state.js').Said} Said
 * @typedef {import('./state.js').Notice} Notice
 * @typedef {import('./state.js').Order} Order
 * @typedef {{words: import('./words.js').Words, chunk: (name: string) => any, choose: (question: string, option: any) => void,
 *   fill: (question: string, fields: Object, text: string) => void,
 *   article: (id: string) => Promise<{title: string, text: string}>, number: () => number | null,
 *   go: (conversation: string) => void, dismiss: (order: Order) => void, edit: (order: Order) => void}} Desk
 */

/** A question that is answered by one to five stars: its labels say so, each by its number. */
const isScale = ({options}) => options?.length === 5
  && options.every(({label}, at) => label.startsWith(`${at + 1}`));

/** The chunks without which the entry cannot be drawn. @returns {string[]} */
export function needs(/** @type {any} */ entry) {
  const isRich = entry.kind !== 'said' || entry.cards?.length
    || (entry.by !== 'customer' && isMarked(entry.text));
  return [(entry.file || entry.takes) && 'files', isRich && 'later', entry.form?.length && 'form', entry.question && isScale(entry)
    && 'closing'].filter(Boolean);
}

/** @param {Said} entry @param {Desk} desk @param {boolean} follows the same speaker goes on */
export function message(entry, desk, follows) {
  const {words} = desk;
  const mine = entry.by === 'customer';
  const when = el('time.when', {dir: 'auto', datetime: new Date(entry.at).toISOString()},
    words.time(entry.at));
  const {articleCard, fileCard, askFile, offerForm, star, read} = Object.assign({}, ...needs(entry).map(desk.chunk));
  const row = el(`div.row.${entry.by}${follows ? '.follows' : ''}`, {},
    !mine && avatar(entry),
    el('div.said', {},
      el(mine || follows ? 'div.unseen' : 'div.who', {},
        el('b', {}, speaker(entry, words)), ' ', !mine && when),
      // WCAG 3.1.2: in whose language it is, or that nobody knows.
      entry.text !== entry.file?.name && el('div.bubble', {dir: 'auto', lang: entry.lang ?? ''},
        mine ? plain(entry.text) : drawn((read ?? bold)(entry.text))),
      ...(articleCard && entry.cards || []).map((card) => articleCard(card, desk, entry.lang)),
      entry.file && fileCard?.(entry.file, desk),
      offerForm?.(entry, desk),
      askFile?.(entry, desk),
      entry.options?.length && entry.question && options(entry, desk, star),
      mine && when));
  if (entry.question) row.dataset.question = entry.question;
  return row;
}

export const speaker = (entry, words) =>
  (entry.by === 'customer' ? words.say('you')
    : entry.by === 'bot' ? words.say('bot') : entry.name || words.say('agent'));

export function avatar(/** @type {{by?: string, name?: string, agent?: string}} */ entry) {
  const face = entry.by === 'agent' && entry.name
    ? entry.name.split(/\s+/).slice(0, 2).map((part) => [...part][0] ?? '').join('')
    : icon('bot');
  return el(`div.avatar.${entry.by}`, {'aria-hidden': 'true', 'data-agent': entry.agent}, face);
}

function options(entry, desk, star) {
  return el('div.options', {role: 'group', 'aria-label': entry.text.slice(0, 120), lang: entry.lang},
    ...entry.options.map((option) => el(`button.${star ? 'star' : 'option'}`, {
      type: 'button', 'data-option': option.id, dir: 'auto',
      click: () => desk.choose(entry.question, option),
    }, ...(star ? star(option.label) : [option.label]))));
}

/**
 * Buttons and fields are there while their question is open. The answer stands below as the
 * customer's own words: what was offered is not said a second time.
 */
export function settleQuestion(/** @type {HTMLElement} */ row, isOpen) {
  for (const offer of /** @type {NodeListOf<HTMLElement>} */ (
    row.querySelectorAll('.options, .form'))) offer.hidden = !isOpen;
}

/** The customer's own words that the record does not show yet. */
export function unsent(/** @type {Order} */ order, /** @type {Desk} */ desk) {
  const {words} = desk;
  const text = order.text || order.label || '';
  const row = el('div.row.customer', {'data-cid': order.cid},
    el('div.said', {},
      el('div.unseen', {}, words.say('you')),
      el('div.bubble', {dir: 'auto', lang: ''}, plain(text)),
      el('div.when.fate', {})));
  settleUnsent(row, order, desk);
  return row;
}

/** Says what became of an unsent message; a refusal stays, with the reason and ways to go on. */
export function settleUnsent(/** @type {HTMLElement} */ row, order, desk) {
  const {words} = desk;
  const fate = /** @type {HTMLElement} */ (row.querySelector('.fate'));
  row.classList.toggle('refused', Boolean(order.code));
  row.classList.toggle('waiting', !order.code && !order.acked);
  if (!order.code) return write(fate, order.acked ? '' : words.say('pending'));
  const chunk = desk.chunk('later');
  if (chunk) chunk.remedies(fate, order, desk);
  else write(fate, words.say('refused'));
}
