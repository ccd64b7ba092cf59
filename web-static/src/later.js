// @ts-check
import {SHAPES, drawn, el, icon, plain, write} from './dom.js';
import {laterWords} from './later-words.js';
import {laterStyle} from './later-style.js';
import {markdown} from './markdown.js';
import {avatar} from './message.js';
import {noticeText} from './notices.js';
import {isVisible} from './page.js';

/**
 * What a chat needs after its first words: what happened, articles, the place in the queue, and
 * what can be done with words that were refused. Fetched when the first of these is to be shown.
 *
 * @typedef {import('./state.js').Notice} Notice
 * @typedef {import('./state.js').State} State
 * @typedef {import('./message.js').Desk} Desk
 */

export const css = laterStyle;
export const english = laterWords;
export const read = markdown;
export const told = noticeText;

Object.assign(SHAPES, {
  check: 'M5 12.5l4.5 4.5L19 7.5',
  down: 'M12 5v14M6 13l6 6 6-6',
  article: 'M6 4h12v16H6ZM10 9h4M10 13h4',
  clock: 'M12 4a8 8 0 1 0 .01 0ZM12 8v4l3 2',
  ticket: 'M4 7h16v3a2 2 0 0 0 0 4v3H4v-3a2 2 0 0 0 0-4Z',
});

/** An article that opens in place: its best lines are here, the whole is fetched when wanted. */
export function articleCard(card, desk, /** @type {string | undefined} */ lang) {
  const {words} = desk;
  const excerpt = () => plain(card.text);
  const text = el('div.text', {dir: 'auto', lang}, excerpt());
  const failure = el('div.error', {role: 'status'});
  const button = el('button.more', {type: 'button', click: toggle});
  let whole = '';
  show(false);
  return el('div.card', {},
    el('div.name', {dir: 'auto', lang}, icon('article'), el('h3', {}, card.title)),
    text, failure, button);

  async function toggle() {
    const opens = button.getAttribute('aria-expanded') === 'false';
    write(failure, '');
    if (opens && !whole) {
      write(button, words.say('loading'));
      try {
        whole = (await desk.ask('article', {article: card.article})).text;
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
export function settlePromise({row, entry}, state, /** @type {Desk} */ desk) {
  const {words} = desk;
  const {email} = state;
  write(row.querySelector('strong'),
    words.say('ticket', {number: `#${desk.number() ?? ''}`}) + (email ? ` · ${email}` : ''));
  if (isLate(state)) {
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

/** Whether the promised reply has not come by its moment. */
const isLate = (/** @type {State} */ {replyBy}) => Boolean(replyBy) && replyBy <= Date.now();

/** The desk heeds one `read` a second. */
const READING = 1100;

/** No chat is looked at for longer without anything that draws it anew. */
const A_DAY = 86_400_000;

/** The header from when more than the bot has to do with it: whom one speaks with, and how it stands. */
export class Standing {
  #desk;
  #words;
  #panel;
  #shown;
  #timer;
  #told;
  #telling;

  constructor(_, desk, panel) {
    this.#desk = desk;
    this.#words = desk.words;
    this.#panel = panel;
    panel.transcript.log.addEventListener('scroll', () => this.#tellReading(), {passive: true});
    document.addEventListener('visibilitychange', () => this.#tellReading());
    this.#told = 0;
    desk.listeners.add((_, {type}) => type === 'caught_up' && (this.#told = 0));
  }

  render(/** @type {State} */ state) {
    const words = this.#words;
    const {title, heading, sub, face} = this.#panel;
    const {stage, agent} = state;
    const number = `#${state.number ?? ''}`;
    const key = isLate(state) ? 'late' : stage === 'none' ? 'bot' : stage;
    const text = words.say(`in_${key}`, {name: agent, number});
    const isNamed = !state.number || key === 'bot' || text.includes(number);
    this.#awaitLateness(state);
    this.#mark(state);
    this.#tellReading();
    const name = stage === 'agent' ? agent : '';
    write(heading, name || title);
    write(sub, isNamed ? text : `${text}\u00a0·\u00a0${number}`);
    if (this.#shown === name) return;
    this.#shown = name;
    face.replaceChildren(avatar(name ? {by: 'agent', name} : {by: 'bot'}));
  }

  /** Under the customer's latest words, while nobody has answered them: whether they were seen. */
  #mark({entries, stage, seen}) {
    const {log} = this.#panel.transcript;
    const last = entries.findLast((one) => one.kind === 'said');
    const isMine = last?.by === 'customer' && /waiting|agent|promised/.test(stage);
    const when = isMine && log.querySelector(`.customer[data-seq="${last.seq}"] .when`);
    const old = log.querySelector('.mark');
    if (!when || old?.parentNode !== when) old?.remove();
    if (!when) return;
    // To be looked at, or read by who comes there: it interrupts nobody.
    if (old?.parentNode !== when) when.append(el('span.mark', {'aria-live': 'off'}));
    const key = seen >= last.seq ? 'seen' : 'sent';
    write(when.querySelector('.mark'), ` · ${this.#words.say(key)}`);
  }

  /**
   * Tells the desk up to where the customer has seen it: on an open panel of a page that is looked at,
   * at the end of what was said. No more often than the desk heeds it, and anew after each `caught_up`.
   */
  #tellReading() {
    const {caughtUp} = this.#desk.state();
    const {element, transcript} = this.#panel;
    const isSeen = () =>
      isVisible() && element.isConnected && !element.hidden && transcript.atEnd;
    const news = () => caughtUp && isSeen() && this.#desk.state().seq > this.#told;
    if (!news()) return;
    this.#telling ??= setTimeout(() => {
      this.#telling = null;
      if (!news()) return;
      const {conversation, seq} = this.#desk.state();
      this.#told = seq;
      this.#desk.tell({type: 'read', conversation, seq});
    }, READING);
  }

  /** A promise that goes by while the chat is open is called late without anybody's doing. */
  #awaitLateness(state) {
    clearTimeout(this.#timer);
    const left = state.replyBy - Date.now();
    if (left > 0 && left < A_DAY) {
      this.#timer = setTimeout(() => this.#panel.render(state), left);
    }
  }
}

/** Newer words are below: a button that leads there. */
export function pointDown(/** @type {HTMLElement} */ button, {words}) {
  if (!button.firstChild) button.append(icon('down'), words.say('latest'));
  button.hidden = false;
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
