// @ts-check
import {el, icon} from './dom.js';
import {message, notice, settlePromise, settleQuestion, settleUnsent, unsent} from './message.js';
import {isLate, openQuestion, unseen} from './state.js';

/**
 * The conversation on the screen: what is recorded, then what is not sent yet.
 *
 * Entries are only ever added at the end, so an element, once drawn, stays: a screen reader hears
 * each once, focus and selection hold still. Only another conversation, or a reset, starts over.
 *
 * @typedef {import('./state.js').State} State
 * @typedef {import('./message.js').Desk} Desk
 */

/** One speaker's messages stand together while they are no further apart than this. */
const TOGETHER = 180_000;
/** Nearer to the end than this, the customer is reading along. */
const NEAR = 80;

export class Transcript {
  #unsent;
  #first;
  #entries;
  #questions;
  #promise;
  #seq;
  #conversation;

  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    const {words} = desk;
    this.#entries = el('div.entries', {});
    this.#unsent = el('div.unsent', {'aria-live': 'off'});
    this.log = el('div.log', {role: 'log', 'aria-label': words.say('log'), tabindex: '0'},
      this.#entries, this.#unsent);
    this.latest = el('button.latest', {type: 'button', hidden: true,
      click: () => this.toEnd()}, icon('down'), words.say('latest'));
    this.log.addEventListener('scroll', () => {
      if (this.#isNear()) this.latest.hidden = true;
    }, {passive: true});
    this.#clear(null);
  }

  /** @param {State} state @param {() => void} close draws what stands behind the last message */
  render(state, close) {
    const wasNear = this.#isNear();
    if (state.conversation !== this.#conversation || state.seq < this.#seq) {
      this.#clear(state.conversation);
    }
    const before = this.#seq;
    const fresh = state.entries.filter((entry) => entry.seq > this.#seq);
    for (const entry of fresh) this.#add(entry);
    this.#seq = Math.max(this.#seq, state.seq);
    this.#trim(state);
    const hasOwn = this.#renderUnsent(state);
    this.#settleQuestions(state);
    if (this.#promise) settlePromise(this.#promise, state, isLate(state, Date.now()), this.desk);
    close();
    this.log.setAttribute('aria-busy', String(Boolean(state.conversation) && !state.caughtUp));
    if (wasNear || hasOwn || before === 0) this.toEnd();
    else if (fresh.length) this.latest.hidden = false;
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this.latest.hidden = true;
  }

  #clear(conversation) {
    this.#conversation = conversation;
    this.#seq = 0;
    this.#first = 0;
    this.last = null;
    /** @type {{question: string, row: HTMLElement, chosen?: string}[]} */
    this.#questions = [];
    /** The latest promise: only it may still be late. @type {any} */
    this.#promise = null;
    this.#entries.replaceChildren();
  }

  #add(/** @type {import('./state.js').Entry} */ entry) {
    const {last, desk} = this;
    const day = desk.words.day(entry.at);
    if (day !== desk.words.day(last?.at ?? Date.now())) {
      this.#append(el('div.day', {}, day), entry);
      this.last = null;
    }
    const row = entry.kind === 'said' ? this.#words(entry) : notice(entry, desk);
    if (entry.kind === 'notice' && entry.what === 'promised') this.#promise = {row, entry};
    this.#append(row, entry);
    this.last = entry;
  }

  #append(element, entry) {
    element.dataset.seq = entry.seq;
    this.#entries.append(element);
  }

  #words(/** @type {import('./state.js').Said} */ entry) {
    const {last} = this;
    const follows = last?.kind === 'said' && last.by === entry.by && last.name === entry.name
      && entry.at - last.at < TOGETHER;
    if (follows) this.#entries.lastElementChild?.classList.add('followed');
    const row = message(entry, this.desk, follows);
    if (entry.question) this.#questions.push({question: entry.question, row});
    const answered = entry.answer
      && this.#questions.findLast((one) => one.question === entry.answer?.question);
    if (answered) answered.chosen = entry.answer?.option;
    return row;
  }

  /** The same question may be asked again: only its last asking can be open. */
  #settleQuestions(state) {
    const open = openQuestion(state);
    const isOpen = this.#questions.findLast((one) => one.question === open);
    for (const one of this.#questions) {
      const pending = state.pending.find((order) => order.question === one.question && !order.code);
      const isLast = this.#questions.findLast((other) => other.question === one.question) === one;
      settleQuestion(one.row, one === isOpen, one.chosen ?? (isLast && pending?.option));
    }
  }

  /** Draws what is not sent yet; true if something of it is new. */
  #renderUnsent(state) {
    const orders = unseen(state);
    const rows = new Map([...this.#unsent.children].map((row) => [row.dataset.cid, row]));
    for (const [cid, row] of rows) if (!orders.some((order) => order.cid === cid)) row.remove();
    for (const order of orders) {
      const row = rows.get(order.cid);
      if (row) settleUnsent(row, order, this.desk);
      else this.#unsent.append(unsent(order, this.desk));
    }
    return orders.some((order) => !rows.has(order.cid));
  }

  /** What the state dropped for its bound leaves the screen too. */
  #trim(state) {
    const first = state.entries[0]?.seq ?? 0;
    if (!state.dropped || this.#first === first) return;
    this.#first = first;
    for (const row of [...this.#entries.children]) {
      if (Number(row.dataset.seq) >= first) break;
      row.remove();
    }
    this.#questions = this.#questions.filter((one) => one.row.isConnected);
    this.#entries.prepend(el('div.day', {'data-seq': 0}, this.desk.words.say('dropped')));
  }

  #isNear() {
    const {scrollHeight, scrollTop, clientHeight} = this.log;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }
}
