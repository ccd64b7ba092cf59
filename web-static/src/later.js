// @ts-check
import {SHAPES, drawn, el, icon, plain, write} from './dom.js';
import {laterWords} from './later-words.js';
import {laterStyle} from './later-style.js';
import {markdown} from './markdown.js';
import {noticeText} from './notices.js';

/**
 * What a chat needs after its first words: what happened, articles, the place in the queue, the menu,
 * and what can be done with words that were refused. Fetched when the first of these is to be shown.
 *
 * @typedef {import('./state.js').Notice} Notice
 * @typedef {import('./state.js').State} State
 * @typedef {import('./message.js').Desk} Desk
 */

export const css = laterStyle;
export const english = laterWords;
export const read = markdown;

Object.assign(SHAPES, {
  check: 'M5 12.5l4.5 4.5L19 7.5',
  article: 'M6 4h12v16H6ZM10 9h4M10 13h4',
  clock: 'M12 4a8 8 0 1 0 .01 0ZM12 8v4l3 2',
  ticket: 'M4 7h16v3a2 2 0 0 0 0 4v3H4v-3a2 2 0 0 0 0-4Z',
});

/** An article that opens in place: its best lines are here, the whole is fetched when wanted. */
export function articleCard(card, desk) {
  const {words} = desk;
  const excerpt = () => plain(card.text);
  const text = el('div.text', {dir: 'auto'}, excerpt());
  const failure = el('div.error', {role: 'status'});
  const button = el('button.more', {type: 'button', click: toggle});
  let whole = '';
  show(false);
  return el('div.card', {},
    el('div.name', {dir: 'auto'}, icon('article'), el('h3', {}, card.title)),
    text, failure, button);

  async function toggle() {
    const opens = button.getAttribute('aria-expanded') === 'false';
    write(failure, '');
    if (opens && !whole) {
      write(button, words.say('loading'));
      try {
        whole = (await desk.article(card.article)).text;
      } catch {
        show(false); // no connection, or no answer: pressing again retries
        return write(failure, words.say('articleFailed'));
      }
    }
    text.replaceChildren(opens ? drawn(markdown(whole), 'h4') : excerpt());
    show(opens);
  }

  function show(isOpen) {
    const hint = words.say(isOpen ? 'less' : 'article');
    button.setAttribute('aria-expanded', String(isOpen));
    button.setAttribute('aria-label', `${hint}: ${card.title}`);
    write(button, hint);
  }
}

/** What can be done with words that were refused: they stay, with the reason. */
export function remedies(/** @type {HTMLElement} */ fate, order, desk) {
  const {words} = desk;
  if (fate.childElementCount) return;
  const text = order.text ?? order.label ?? '';
  const why = order.code === 'session_lost' ? words.say('refusedLost') : order.why ?? '';
  const copied = el('span.unseen', {role: 'status'});
  fate.replaceChildren(
    el('strong', {}, words.say('refused')), why && ` · ${why}`,
    el('div.remedies', {},
      order.do === 'say' && el('button', {type: 'button', click: () => desk.edit(order)},
        words.say('edit')),
      el('button', {type: 'button', click: async ({currentTarget}) => {
        await navigator.clipboard.writeText(text);
        write(currentTarget, words.say('copied'));
        write(copied, words.say('copied'));
      }}, words.say('copy')),
      el('button', {type: 'button', click: () => desk.dismiss(order)}, words.say('discard'))),
    copied);
}

/** What happened, between what was said. */
export function notice(/** @type {Notice} */ entry, /** @type {Desk} */ desk) {
  if (entry.what === 'promised') return promise(entry, desk);
  if (entry.what === 'linked') {
    return el('button.secondary', {type: 'button', click: () => desk.go(entry.other)},
      desk.words.say('ticket', {number: `#${entry.number}`}));
  }
  const shape = entry.what === 'resolved' || entry.what === 'rated' ? 'check' : null;
  return el(`div.notice.${entry.what}`, {},
    shape && icon(shape), el('span', {dir: 'auto'}, noticeText(entry, desk.words)));
}

/** The ticket's card: whose it is, and, once its moment has gone by unanswered, that it is late. */
export function settlePromise({row, entry}, {email}, isLate, /** @type {Desk} */ desk) {
  const {words} = desk;
  write(row.querySelector('strong'),
    words.say('ticket', {number: `#${desk.number() ?? ''}`}) + (email ? ` · ${email}` : ''));
  if (isLate) {
    write(row.querySelector('b'), words.say('replyLate', {time: words.moment(entry.reply_by)}));
  }
}

function promise(entry, desk) {
  const {words} = desk;
  const reason = {closed: 'promisedClosed', empty: 'promisedEmpty'}[entry.reason ?? '']
    ?? 'promisedUnanswered';
  return el('div.ticket', {},
    icon('ticket'),
    el('div', {},
      el('strong', {}, words.say('ticket', {number: `#${desk.number() ?? ''}`})),
      el('p', {}, `${words.say(reason)} `, el('b', {}, noticeText(entry, words)), '.'),
      el('p.soft', {}, words.say('promisedKeep'))));
}

/** The place in the queue is read out no more often than this. */
const CALM = 4000;

/** The place in the queue, and how long it takes. */
export class Strip {
  #element;
  #words;
  #said;
  #at;
  #timer;

  constructor(/** @type {HTMLElement} */ element, {words}) {
    this.#element = element;
    this.#words = words;
    this.#at = 0;
  }

  render(/** @type {State} */ state) {
    const words = this.#words;
    clearTimeout(this.#timer);
    if (state.stage !== 'waiting') {
      this.#said = '';
      this.#at = 0;
      return this.#element.replaceChildren();
    }
    const {position, from, wait} = state.place ?? {};
    const n = wait && Math.max(1, Math.ceil(wait / 60_000));
    const m = Math.floor(from / 60_000);
    const main = !position ? words.say('placeUnknown')
      : position === 1 ? words.say('placeNext') : words.say('place', {n: position});
    const more = words.say(!n ? 'waitUnknown' : m && m < n ? 'waitRange' : 'wait', {m, n});
    if (this.#said === main + more) return;
    const soon = this.#at + CALM - Date.now();
    if (soon > 0) {
      this.#timer = setTimeout(() => this.render(state), soon);
      return;
    }
    this.#said = main + more;
    // What says nothing yet may be followed by the place at once.
    this.#at = position ? Date.now() : 0;
    this.#element.replaceChildren(
      el('div.number', {'aria-hidden': 'true'}, position ? String(position) : icon('clock')),
      el('div', {}, el('strong', {}, main), el('p', {}, more)));
  }
}

/** Who types, for as long as it is believed. */
export class Typist {
  #element;
  #words;
  #timer;

  constructor(/** @type {HTMLElement} */ element, {words}) {
    this.#element = element;
    this.#words = words;
  }

  render(/** @type {State} */ {typing}) {
    clearTimeout(this.#timer);
    const left = (typing?.until ?? 0) - Date.now();
    if (left <= 0) return this.#element.replaceChildren();
    this.#timer = setTimeout(() => this.#element.replaceChildren(), left);
    const text = this.#words.say('typing', {name: typing.name || this.#words.say('agent')});
    if (this.#element.textContent === text) return;
    const dot = () => el('i', {});
    this.#element.replaceChildren(
      el('span.dots', {'aria-hidden': 'true'}, dot(), dot(), dot()), text);
  }
}

/** What can be done at any moment: which of it is shown depends on the conversation. */
export class Menu {
  #element;
  #desk;
  #panel;
  #key;
  #state;

  constructor(/** @type {HTMLElement} */ element, desk, panel) {
    this.#element = element;
    this.#desk = desk;
    this.#panel = panel;
    // It is made when it is first wanted.
    element.hidden = false;
  }

  toggle() {
    const {more} = this.#panel;
    const opens = this.#element.hidden;
    if (!opens && this.#element.contains(this.#element.getRootNode().activeElement)) more.focus();
    this.#element.hidden = !opens;
    this.#key = null;
    this.render(this.#state);
  }

  render(/** @type {State} */ state) {
    this.#state = state;
    if (this.#panel.more.hidden) this.#element.hidden = true;
    const isOpen = !this.#element.hidden;
    this.#panel.more.setAttribute('aria-expanded', String(isOpen));
    const {stage, entries} = state;
    const key = isOpen ? stage + Boolean(entries.length) : '';
    if (this.#key === key) return;
    const isNew = !this.#key;
    this.#key = key;
    this.#element.replaceChildren(...isOpen ? this.#items(stage, entries) : []);
    if (isNew) this.#element.querySelector('button')?.focus();
  }

  #items(stage, entries) {
    const desk = this.#desk;
    const {words} = desk;
    const item = (key, isShown, act) => isShown && el('button', {type: 'button', click: () => {
      this.toggle();
      act();
      this.#panel.focus();
    }}, words.say(key));
    return [
      item('person', stage === 'bot', () => desk.send(words.say('personWords'))),
      item('settle', stage === 'agent', () => desk.settle()),
      item('anew', stage === 'resolved', () => desk.anew()),
      item('download', entries.length > 0, () => desk.download()),
    ].filter(Boolean);
  }
}
