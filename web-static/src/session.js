// @ts-check
import {Connection} from './connection.js';
import {Outbox, shelf} from './outbox.js';
import {isShared, isVisible, pageAddress, timeZone} from './page.js';
import {blank, hasWords, reduce} from './state.js';
import {Tabs} from './tabs.js';

/**
 * One customer at one desk: what is known, what is ordered, and who is told.
 *
 * Every tab has a session and reduces the same frames, the desk's and our own; only the leading one
 * has the websocket.
 *
 * @typedef {import('./state.js').State} State
 */

/** The desk takes one `typing` a second; five times as seldom is enough to keep it shown. */
const TYPING_PAUSE = 2500;
/** A line on which nothing was heard for longer is not called online. */
const PROOF = 10_000;
const PROOF_LIMIT = 3000;

export class Session {
  #tabs;
  #connection;
  #outbox;
  #wantsStart;
  #lastTyping;
  #doors;
  #token;
  #proof;
  #history;

  /** @param {{site: string, url: string, language: () => string, mayKeep: () => boolean}} options */
  constructor({site, url, language, mayKeep}) {
    this.language = language;
    this.shelf = shelf(`frontdesk.${site}.`, () => mayKeep() && window.localStorage);
    this.#outbox = new Outbox(this.shelf);
    /** @type {State} */
    this.state = blank();
    /** @type {Set<(state: State, frame: any) => void>} */
    this.listeners = new Set();
    /** Who the page says the customer is, and its server (`signing.js`). @type {any} */
    this.identity = this.signing = undefined;
    this.#wantsStart = false;
    this.#lastTyping = 0;
    this.#proof = 0;
    this.#history = null;
    this.#connection = new Connection({
      url, site, language,
      state: () => this.state,
      token: () => this.shelf.get('token'),
      identity: () => this.signing?.get(),
      unsign: () => this.signing?.drop(),
      forget: () => this.#forget(),
      orders: () => this.state.pending,
      isWatched: () => isVisible() || Date.now() - this.#tabs.askedAt < PROOF,
      hear: (frame) => this.#tabs.leads && this.#hear(frame),
    });
    this.#tabs = new Tabs(`frontdesk.${site}`, isShared, {
      lead: () => this.#lead(), lose: () => this.#lose(), stale: () => this.#keepToken(this.#token),
      hear: (message) => this.#overhear(message),
    });
  }

  /** The page's server vouches for who is here: a token, or what makes one when it is asked. */
  async sign(/** @type {any} */ token) {
    this.signing ??= new (await import('./signing.js')).Signing(this.shelf);
    this.signing.token = token;
    if (this.#tabs.leads) this.#connection.refresh();
    else if (typeof token === 'string') this.#tabs.tell({signed: token});
  }

  /** What knows of the past: fetched for who has one. */
  async recall() {
    const {History} = await import('./history.js');
    this.#history ??= new History({
      state: () => this.state, leads: () => this.#tabs.leads, shelf: this.shelf,
      take: (frame) => this.#share(frame),
    });
  }

  /** Takes up what an earlier page left: the words not sent, and the conversation. */
  begin() {
    this.#wake();
    this.#doors = new AbortController();
    const {signal} = this.#doors;
    addEventListener('online', () => this.#tabs.leads && this.#connection.refresh(), {signal});
    addEventListener('offline', () => this.#tabs.leads && this.#connection.lost(), {signal});
    const look = () => isVisible() && this.look();
    document.addEventListener('visibilitychange', look, {signal});
    addEventListener('pageshow', look, {signal});
    addEventListener('focus', look, {signal});
    addEventListener('pagehide', () => this.#history?.keep(), {signal});
    // A page kept for "back" must not keep the lead, nor a socket it cannot read.
    addEventListener('pagehide', ({persisted}) => persisted && this.#rest(), {signal});
    addEventListener('pageshow', ({persisted}) => persisted && this.#wake(), {signal});
  }

  /** Somebody looks at this page: the line may have died unseen while nobody did. */
  look() {
    if (this.#tabs.leads) return this.#connection.probe();
    this.#tabs.look();
    this.#tabs.tell({want: 'probe'});
  }

  /** Connects at once, whatever wait is on. */
  now() {
    if (this.#tabs.leads) this.#connection.refresh();
    else this.#tabs.tell({want: 'now'});
  }

  /** Whether the desk was heard just now; it is asked where it was not. */
  async isProven() {
    const isFresh = () =>
      Date.now() - (this.#tabs.leads ? this.#connection.heardAt : this.#proof) < PROOF;
    if (!isFresh()) this.look();
    for (const end = Date.now() + PROOF_LIMIT; !isFresh() && Date.now() < end;) {
      this.#tabs.tell({want: 'sign'});
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return isFresh();
  }

  /** Reads what was before the first entry that is known here; `state.held` says that there is. */
  older() {
    this.#history?.older(this);
  }

  end() {
    this.#doors?.abort();
    this.#rest();
  }

  /** The customer looks: connect, and start a conversation if there is none. */
  start() {
    this.#wantsStart = true;
    if (!this.#tabs.leads) return this.#tabs.tell({want: 'start'});
    this.#connection.open();
    this.#startIfReady();
  }

  /** Begins another conversation after one that is over. */
  startAnew() {
    this.order('start', {
      language: this.language(), page: pageAddress(), zone: timeZone(), ...this.identity,
    });
  }

  /** Shows another conversation of the customer's. */
  go(/** @type {string} */ conversation) {
    this.#share({type: 'go', conversation});
  }

  /** Writes an order down and sees to it; null when too much is unanswered. */
  order(/** @type {string} */ deed, fields = {}) {
    const {conversation, seq, pending} = this.state;
    const begins = deed === 'start' || pending.some((one) => one.do === 'start' && !one.code);
    const order = this.#outbox.add({
      do: deed, conversation: begins ? undefined : conversation, after: begins ? 0 : seq, ...fields,
    });
    if (!order) return null;
    this.#share({type: 'ordered', order});
    if (begins || conversation) this.#pump();
    else this.start();
    return order;
  }

  /** The customer lets an order go that was refused. */
  dismiss(/** @type {string} */ cid) {
    this.#outbox.remove(cid);
    this.#share({type: 'dismissed', cid});
  }

  typing() {
    const {conversation} = this.state;
    const now = Date.now();
    if (!conversation || now - this.#lastTyping < TYPING_PAUSE) return;
    this.#lastTyping = now;
    this.send({type: 'typing', conversation});
  }

  read() {
    const {seq, read, isChosen} = this.state;
    if (seq <= read) return;
    if (!isChosen) this.shelf.set('read', String(seq));
    this.#share({type: 'read', seq});
  }

  /** Forgets the customer, here and at the desk: for a page whose user logs out. */
  reset() {
    // The leader may be another tab, which finds the storage empty already.
    this.#share({type: 'leave', token: this.shelf.get('token')});
  }

  #sayAnew({cid, text}) {
    this.dismiss(cid);
    this.startAnew();
    this.order('say', {text});
  }

  #beginAsAnother() {
    if (!this.#tabs.leads) return;
    this.reset();
    this.start();
  }

  #lead() {
    this.#recall();
    this.#connection.wanted ||= this.#wantsStart || this.shelf.get('token') !== null
      || this.#outbox.all().some((order) => !order.code);
    if (this.#connection.wanted) this.#connection.open();
    this.#tabs.tell({led: true});
  }

  /** Another tab leads, because this one slept: what it has is newer, but for what is not sent. */
  #lose() {
    this.#connection.close();
    this.#tabs.tell({want: 'state'});
    this.#tabs.tell({want: 'pump'});
  }

  #overhear(message) {
    if (message.frame) this.#apply(message.frame);
    else if (message.state) this.#adopt(message.state);
    else if (message.sign) this.#proof = message.sign;
    else if (message.led) this.#tabs.tell({want: 'state'});
    else if (!this.#tabs.leads) return;
    else if (message.signed) this.sign(message.signed);
    else if (message.want === 'state') this.#tabs.tell({state: this.state});
    else if (message.want === 'sign') this.#tabs.tell({sign: this.#connection.heardAt || 1});
    else if (message.want === 'start') this.start();
    else if (message.want === 'probe') this.#connection.probe();
    else if (message.want === 'now') this.#connection.refresh();
    else if (message.want === 'pump') this.#recall(), this.#pump();
    else if (message.send) this.#connection.send(message.send);
  }

  /**
   * A tab that joined late takes the leader's view, and keeps its own place in reading, and what it
   * wrote and the leader does not know yet.
   */
  #adopt(/** @type {State} */ state) {
    if (this.#tabs.leads) return;
    const own = this.state.pending.filter(
      ({cid}) => !state.pending.some((one) => one.cid === cid) && this.#outbox.find(cid));
    this.state = {...state, read: Math.max(state.read, this.state.read),
      pending: [...state.pending, ...own]};
    this.#tell({type: 'adopted'});
  }

  #hear(frame) {
    if (this.#history?.holds(frame)) return;
    this.#history?.takeIn();
    this.#share(frame);
  }

  #share(frame) {
    this.#tabs.tell({frame});
    this.#apply(frame);
  }

  #apply(frame) {
    if (frame.type === 'leave') return this.#leave(frame.token);
    this.#keep(frame);
    this.state = reduce(this.state, frame);
    if (this.#history) this.#history.hear(frame);
    else if (frame.type === 'caught_up') this.recall().catch(() => {}); // the next one tries again
    this.#tell(frame);
    if (frame.type === 'go' && this.#tabs.leads) this.#connection.follow();
    if (frame.type === 'welcome' && this.#tabs.leads) this.#startIfReady();
  }

  #keepToken(/** @type {string | undefined} */ token) {
    if (!token) return;
    this.#token = token;
    this.shelf.set('token', token);
  }

  /**
   * What must outlive the page. Every tab does this: one may hear of an order sooner than it sees
   * what another wrote down of it. Doing it twice changes nothing.
   */
  #keep(frame) {
    // A tab that slept may hear of a token that was replaced: only the leader writes it down.
    if (this.#tabs.leads) this.#keepToken(frame.token);
    if (frame.event === 'erased') this.shelf.remove('kept');
    if (frame.type === 'ack') {
      this.#outbox.remove(frame.cid);
      if (frame.conversation) this.#outbox.address(frame.conversation);
    } else if (frame.type === 'nack' && frame.final) {
      const order = this.#outbox.find(frame.cid);
      if (order && (frame.code === 'stale' || !hasWords(order))) this.#outbox.remove(frame.cid);
      else this.#outbox.refuse(frame.cid, frame.code, frame.why);
      // The answer to our start came too late to be told again: words that wait need another one.
      if (order?.do === 'start' && frame.code === 'conflict') queueMicrotask(() => this.start());
      // It is over for good: what is still to be said begins anew.
      if (frame.code === 'closed' && order?.do === 'say' && this.#tabs.leads) {
        queueMicrotask(() => this.#sayAnew(order));
      }
      // Somebody else is here now: what was said before is not for them.
      if (frame.code === 'another_person') queueMicrotask(() => this.#beginAsAnother());
    } else if (frame.type === 'welcome') {
      if (this.signing?.isOther(frame)) this.#wipe(frame.customer), this.#keepToken(frame.token);
      if (frame.conversation) this.#outbox.address(frame.conversation);
      else if (this.#tabs.leads && this.shelf.get('token')) this.#forget(frame.token);
    } else if (frame.type === 'ordered' && this.#tabs.leads) queueMicrotask(() => this.#pump());
  }

  #tell(frame) {
    for (const listener of this.listeners) listener(this.state, frame);
  }

  #startIfReady() {
    const {conversation, epoch, pending} = this.state;
    if (!this.#wantsStart || !epoch || conversation || !this.#connection.isWelcome) return;
    if (!pending.some((order) => order.do === 'start' && !order.code)) this.startAnew();
  }

  #pump() {
    if (this.#tabs.leads) this.#connection.open(), this.#connection.pump();
    else this.#tabs.tell({want: 'pump'});
  }

  /** What may be lost on the way. */
  send(frame) {
    if (this.#tabs.leads) this.#connection.send(frame);
    else this.#tabs.tell({send: frame});
  }

  /** The desk does not know our token: unsent words stay on the screen, with the reason. */
  #forget(/** @type {string | undefined} */ next = undefined) {
    this.#token = undefined;
    this.shelf.remove('token');
    this.#keepToken(next);
    this.shelf.remove('kept');
    const {pending} = this.state;
    this.#share({type: 'forgotten'});
    for (const order of pending.filter((one) => !one.acked)) {
      const lost = order.conversation ? {...order, code: 'session_lost'} : order;
      if (lost.code && !hasWords(lost)) this.#outbox.remove(lost.cid);
      else {
        this.#outbox.put(lost);
        this.#share({type: 'ordered', order: lost});
      }
    }
  }

  #leave(/** @type {string | null} */ token) {
    this.#connection.leave(this.#tabs.leads && token);
    this.#wantsStart = false;
    this.#wipe();
  }

  /** Nothing of who was here stays. */
  #wipe(who = '') {
    for (const key of this.shelf.keys()) this.shelf.remove(key);
    this.#history?.forget();
    if (who) this.shelf.set('who', who);
    this.#token = undefined;
    this.state = blank();
    this.#tell({type: 'left'});
  }

  #restore() {
    this.state = {
      ...blank(), ...this.#history?.remembered(), read: Number(this.shelf.get('read') ?? 0),
    };
    this.#recall();
  }

  /** Takes in the orders that are written down and not known here yet. */
  #recall() {
    for (const order of this.#outbox.all()) {
      const isKnown = this.state.pending.some((one) => one.cid === order.cid);
      if (!isKnown) this.state = reduce(this.state, {type: 'ordered', order});
    }
  }

  #rest() {
    this.#history?.takeIn();
    if (this.#tabs.leads) this.#connection.close();
    this.#tabs.leave();
  }

  #wake() {
    this.#restore();
    this.#tabs.join();
    this.#tabs.tell({want: 'state'});
  }
}
