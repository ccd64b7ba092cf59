// @ts-check
import {el} from './dom.js';
import {translate} from './events.js';
import {kept, remembered} from './memory.js';
import {askDesk} from './questions.js';
import {blank, reduce} from './state.js';

/**
 * What a session knows of the past: events that come many at a time are taken in together, what was
 * said before is read when it is wanted, and the latest of it is kept for the next page.
 *
 * @typedef {import('./state.js').State} State
 * @typedef {{state: () => State, leads: () => boolean, take: (frame: any) => void,
 *   shelf: import('./outbox.js').Shelf}} Owner
 */

/** What is kept is written down when nothing more came for so long. */
const KEEP_PAUSE = 1000;
/** After a question that was not answered the next one waits so long. */
const AGAIN = 2000;
/** The past comes as many events: they are taken in once a frame. */
const FRAME = 16;

export const ask = askDesk;
/** What the page is told comes along: whoever has a past has told the page of it. */
export const tellPage = translate;

export class History {
  #owner;
  #waiting;
  #flush;
  #keeping;
  #isAsking = false;

  /** @param {Owner} owner */
  constructor(owner) {
    this.#owner = owner;
    this.forget();
  }

  forget() {
    clearTimeout(this.#keeping);
    clearTimeout(this.#flush);
    this.#flush = this.#keeping = null;
    /** Events that wait to be taken in together. @type {any[]} */
    this.#waiting = [];
    this.#isAsking = false;
  }

  /** Whether the frame is an event of the past, which waits here for its like. */
  holds(frame) {
    const {caughtUp, seq} = this.#owner.state();
    const isPast = frame.type === 'event' && (!caughtUp || frame.seq <= seq);
    if (isPast) {
      this.#waiting.push(frame);
      this.#flush ??= setTimeout(() => this.takeIn(), FRAME);
    }
    return isPast;
  }

  takeIn() {
    clearTimeout(this.#flush);
    this.#flush = null;
    const frames = this.#waiting.splice(0);
    if (frames.length) this.#owner.take({type: 'events', frames});
  }

  /** Asks for what was before the first event that is known here, a piece at a time. */
  async older(session) {
    const {held, conversation, first} = this.#owner.state();
    if (this.#isAsking || !held) return;
    this.#isAsking = true;
    try {
      const {earlier, first: from} = await askDesk(session,
        {type: 'ask', about: 'earlier', conversation, before: first});
      this.#isAsking = false;
      const {entries} = earlier.reduce(
        (now, one) => reduce({...now, seq: one.seq - 1}, {...one, type: 'event', conversation}),
        {...blank(), conversation});
      this.#owner.take({type: 'past', conversation, entries, first: from, before: first});
    } catch {
      // No line, or too many questions: who still wants it asks again.
      setTimeout(() => {
        this.#isAsking = false;
      }, AGAIN);
    }
  }

  /** What is kept follows what is known, a little later. */
  hear(frame) {
    if (/^(event|caught_up)/.test(frame.type) && this.#owner.leads()) {
      this.#keeping ??= setTimeout(() => this.keep(), KEEP_PAUSE);
    }
  }

  keep() {
    clearTimeout(this.#keeping);
    this.#keeping = null;
    const state = this.#owner.state();
    const text = this.#owner.leads() && state.caughtUp ? kept(state) : null;
    if (text) this.#owner.shelf.set('kept', text);
  }

  /** What an earlier page kept. */
  remembered() {
    const {shelf} = this.#owner;
    return shelf.get('token') ? remembered(shelf.get('kept')) : {};
  }
}

/** Draws what was before the first row, without moving what is being read. */
export function addBefore(log, rows, /** @type {(into: HTMLElement) => void} */ draw) {
  log.setAttribute('aria-busy', 'true');
  const before = log.scrollHeight - log.scrollTop;
  const into = el('div');
  draw(into);
  const first = rows.firstElementChild;
  const days = into.querySelectorAll('.day');
  // The day is said once: above the first of its rows.
  if (first?.matches('.day') && first.textContent === days[days.length - 1]?.textContent) {
    first.remove();
  }
  rows.prepend(...into.children);
  log.scrollTop = log.scrollHeight - before;
  log.setAttribute('aria-busy', 'false');
}
