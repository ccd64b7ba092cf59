// @ts-check
import {el, icon} from './dom.js';
import {message, needs, settleQuestion, settleUnsent, unsent} from './message.js';
import {openQuestion, unseen} from './state.js';

/**
 * The conversation on the screen: the latest of what is recorded, then what is not sent yet.
 *
 * New entries are added at the end, older ones before the first as one scrolls up; an element, once
 * drawn, stays: a screen reader hears each once, focus and selection hold still. Only another
 * conversation, or a reset, starts over.
 *
 * @typedef {import('./state.js').State} State
 * @typedef {import('./message.js').Desk} Desk
 */

/** One speaker's messages stand together while they are no further apart than this. */
const TOGETHER = 180_000;
/** Nearer to the end than this, the customer is reading along. */
const NEAR = 80;
/** So many entries are drawn at first, and as many more when one scrolls near the first of them. */
const PIECE = 30;

export class Transcript {
  #unsent;
  #top;
  #entries;
  #questions;
  #promise;
  #first;
  #seq;
  #conversation;
  #height;
  #whole;
  #state;
  #wantsOlder;
  #hasMore;

  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    const {words} = desk;
    this.#top = el('div.day', {hidden: true});
    this.#entries = el('div.entries', {});
    this.#unsent = el('div.unsent', {'aria-live': 'off'});
    this.welcome = el('div.welcome', {}, icon('bot'), el('strong', {}, words.say('welcome')),
      el('p', {}, words.say('welcomeHow')));
    this.lines = el('div.lines', {}, this.welcome, this.#top, this.#entries, this.#unsent);
    this.log = el('div.log', {role: 'log', 'aria-label': words.say('log'), tabindex: '0'},
      this.lines);
    this.latest = el('button.latest', {type: 'button', hidden: true, click: () => this.toEnd()});
    this.atEnd = true;
    this.#height = 0;
    this.log.addEventListener('scroll', () => this.#scrolled(), {passive: true});
    // Whatever grows beside the log or in it, who reads along goes on reading the end.
    const keep = new ResizeObserver(() => {
      this.#whole = this.log.scrollHeight;
      // Who fills in a form stays at their field.
      if (this.atEnd && !this.lines.querySelector('.form :focus')) this.toEnd();
    });
    keep.observe(this.log);
    keep.observe(this.lines);
    this.#clear(null);
  }

  /** @param {State} state @param {() => void} close draws what stands behind the last message */
  render(state, close) {
    this.#state = state;
    if (state.conversation !== this.#conversation || state.seq < this.#seq) {
      this.#clear(state.conversation);
    }
    const isNew = this.#seq === 0;
    const hasFresh = this.#addFresh(state);
    const hasOwn = this.#renderUnsent(state);
    this.#settleQuestions(state);
    if (this.#promise) this.desk.chunk('later')?.settlePromise(this.#promise, state, this.desk);
    close();
    this.#renderTop(state);
    this.log.setAttribute('aria-busy', String(Boolean(state.conversation) && !state.caughtUp));
    if (hasOwn || isNew) this.atEnd = true;
    if (hasFresh && !this.atEnd) this.#hasMore = true;
    if (this.#hasMore) this.desk.chunk('later')?.pointDown(this.latest, this.desk);
    if (this.#wantsOlder) this.#addOlder();
  }

  toEnd() {
    this.atEnd = true;
    this.log.scrollTop = this.log.scrollHeight;
    this.#seeAll();
  }

  /** Nothing new is out of sight. */
  #seeAll() {
    this.#hasMore = false;
    this.latest.hidden = true;
  }

  #clear(conversation) {
    this.#conversation = conversation;
    this.#seq = 0;
    /** The seq of the first entry that is drawn. */
    this.#first = Infinity;
    this.last = null;
    /** @type {{question: string, row: HTMLElement}[]} */
    this.#questions = [];
    /** The latest promise: only it may still be late. @type {any} */
    this.#promise = null;
    this.#entries.replaceChildren();
  }

  /** Draws what came since, up to where something is needed that is not here yet. */
  #addFresh({entries, seq, caughtUp, conversation}) {
    let at = entries.length;
    while (at > 0 && entries[at - 1].seq > this.#seq) at -= 1;
    // Of a long past the end is drawn, once it is there; the rest as one scrolls up.
    if (!caughtUp && this.#entries.childElementCount > PIECE) return false;
    if (entries.length - at > PIECE && this.atEnd) {
      this.#clear(conversation);
      at = entries.length - PIECE;
    }
    const fresh = entries.slice(at);
    const lacking = fresh.findIndex((entry) => this.#lacks(entry));
    const drawn = lacking < 0 ? fresh : fresh.slice(0, lacking);
    if (drawn.length) this.#first = Math.min(this.#first, drawn[0].seq);
    this.last = this.#draw(drawn, this.last, this.#entries);
    this.#seq = lacking < 0 ? Math.max(this.#seq, seq) : fresh[lacking].seq - 1;
    return drawn.length > 0;
  }

  /** Undefined: it is on its way, and all is drawn again when it is here. */
  #lacks(entry) {
    // How the desk stands is above the first words: it is there with them, and moves nothing.
    const above = this.#state.reception && 'reception';
    return [above, ...needs(entry)].some((name) => name && this.desk.chunk(name) === undefined);
  }

  /** Draws entries one after the other; returns the last. */
  #draw(entries, last, into) {
    const {words} = this.desk;
    for (const entry of entries) {
      const day = words.day(entry.at);
      if (day !== words.day(last?.at ?? Date.now())) {
        into.append(el('div.day', {}, day));
        last = null;
      }
      const row = this.#row(entry, last, into);
      row.dataset.seq = String(entry.seq);
      into.append(row);
      last = entry;
    }
    return last;
  }

  #row(entry, last, into) {
    const {desk} = this;
    if (entry.kind === 'said') {
      const follows = last?.kind === 'said' && last.by === entry.by && last.name === entry.name
        && entry.at - last.at < TOGETHER;
      if (follows) into.lastElementChild?.classList.add('followed');
      const row = message(entry, desk, follows);
      if (entry.question) this.#questions.push({question: entry.question, row});
      return row;
    }
    const row = desk.chunk('later')?.notice(entry, desk)
      ?? el('div.notice', {}, desk.words.say('articleFailed'));
    if (entry.what === 'promised' && !(this.#promise?.entry.seq > entry.seq)) {
      this.#promise = row.matches('.ticket') ? {row, entry} : null;
    }
    return row;
  }

  /** Draws another piece of what was before, without moving what is being read. */
  #addOlder() {
    const {entries, held} = this.#state;
    const end = entries.findIndex((entry) => entry.seq >= this.#first);
    // What is not here yet is drawn when it is: at the very top nobody can scroll any further.
    this.#wantsOlder = end > 0 || held;
    if (end <= 0) return held && this.desk.older();
    const piece = entries.slice(Math.max(0, end - PIECE), end);
    const chunk = this.desk.chunk('history');
    if (!chunk || piece.some((entry) => this.#lacks(entry))) return;
    const newer = this.#questions.splice(0);
    this.#wantsOlder = false;
    chunk.addBefore(this.log, this.#entries, (into) => this.#draw(piece, null, into));
    this.#questions.push(...newer);
    this.#first = piece[0].seq;
    this.#settleQuestions(this.#state);
    this.#renderTop(this.#state);
  }

  /** Says what is before the first entry: more is coming, or is not held any more. */
  #renderTop({held, dropped, entries}) {
    const isFirst = (entries[0]?.seq ?? Infinity) >= this.#first;
    this.welcome.hidden = held || dropped > 0 || !isFirst;
    this.#top.hidden = !(held || (dropped && isFirst));
    this.#top.textContent = this.desk.words.say(held ? 'loading' : 'dropped');
  }

  #scrolled() {
    const {scrollHeight, scrollTop, clientHeight} = this.log;
    // What grew or shrank is no scrolling up: only who moves away from the end stops reading along.
    if (scrollHeight - scrollTop - clientHeight < NEAR) {
      this.atEnd = true;
      this.#seeAll();
    } else if (scrollTop < this.#height && scrollHeight === this.#whole) this.atEnd = false;
    this.#height = scrollTop;
    if (scrollTop < clientHeight && this.#first < Infinity && !this.atEnd) this.#addOlder();
  }

  /** The same question may be asked again: only its last asking can be open. */
  #settleQuestions(state) {
    const open = openQuestion(state);
    const isOpen = this.#questions.findLast((one) => one.question === open);
    for (const one of this.#questions) settleQuestion(one.row, one === isOpen);
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
}
