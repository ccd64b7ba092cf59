// @ts-check
import {afterClose, delay} from './backoff.js';
import {whole} from './outbox.js';

/**
 * The websocket: says hello, follows from where we were, sends what is unanswered, comes back.
 *
 * It decides nothing about the screen: frames go to `desk.hear`, and what to send is asked of the
 * outbox each time, so that a reload, another tab or a new connection all resume the same way.
 *
 * @typedef {import('./state.js').State} State
 * @typedef {import('./state.js').Order} Order
 * @typedef {{url: string, site: string, language: () => string, state: () => State,
 *   identity: () => Promise<string | undefined> | undefined, token: () => string | null,
 *   unsign: () => boolean, forget: () => void, orders: () => Order[], isWatched: () => boolean,
 *   hear: (frame: any) => void}} Desk
 */

/** Commands on their way at once: under the desk's burst of 10, so that order seldom turns. */
const WINDOW = 6;
/** An answer that takes longer means a dead connection: a browser cannot see it otherwise. */
const PATIENCE = 15_000;
/** So many events of a conversation that is new here. */
const LAST = 200;
/** A connection that lived this long was a good one: the next wait is short again. As long is waited
 * before a refused `follow` is sent once more. */
const GOOD = 5_000;
/** A line on which nothing was heard for so long is asked whether it lives; less often where nobody
 * looks. It is looked at every `GOOD`, so that it is asked after 20 s at the latest. */
const SILENCE = 15_000;
const UNWATCHED = 60_000;
/** A line that was asked and says nothing for so long is dead. */
const DOUBT = 2500;

export class Connection {
  #socket;
  #timers;
  #flying;
  #since;
  #pausedUntil;
  #stumbles;
  #desk;
  #attempt;
  #openedAt;
  #carrier;
  #passes;

  /** @param {Desk} desk */
  constructor(desk) {
    this.#desk = desk;
    /** @type {WebSocket | import('./poll.js').Polled | null} */
    this.#socket = null;
    /** What carries the next line. @type {any} */
    this.#carrier = WebSocket;
    this.wanted = false;
    this.isWelcome = false;
    this.#attempt = 0;
    /** When the desk was last heard. */
    this.heardAt = 0;
    /** @type {Map<string, number>} cids on their way, and when they were sent */
    this.#flying = new Map();
    this.#stumbles = 0;
    this.#pausedUntil = 0;
    this.#timers = {back: 0, pump: 0, watch: 0, follow: 0, doubt: 0};
  }

  /** Connects if it is not; at once, whatever wait was on. */
  open() {
    this.wanted = true;
    if (this.#socket) return;
    clearTimeout(this.#timers.back);
    this.#link({status: 'connecting'});
    try {
      this.#socket = new this.#carrier(this.#desk.url, 'frontdesk.v1');
    } catch (problem) {
      return this.#giveUp(String(problem));
    }
    const socket = this.#socket;
    this.#openedAt = Date.now();
    socket.onopen = () => this.#hello(socket);
    socket.onmessage = ({data}) => socket === this.#socket && this.#receive(data);
    socket.onclose = ({code, why}) => socket === this.#socket && this.#closed(code, why);
    this.#watch();
  }

  /** Closes for good, or until `open`. */
  close() {
    this.wanted = false;
    this.#drop();
    this.#link({status: 'idle'});
  }

  /** Closes, and has the desk end a token, over a connection of its own if there is none. */
  leave(/** @type {string | null | false} */ token) {
    if (token && !this.send({type: 'logout'})) {
      // Once: without a network the token ends by itself, and nobody has it any more.
      const socket = new this.#carrier(this.#desk.url, 'frontdesk.v1');
      socket.onopen = () => this.#hello(socket, token);
      socket.onmessage = () => this.#say({type: 'logout'}, socket);
    }
    this.close();
  }

  /** The network came back: the old connection may be dead without knowing. */
  refresh() {
    if (!this.wanted) return;
    this.#attempt = 0;
    this.#drop();
    this.open();
  }

  /**
   * Asks the desk for anything: a line may have died without a word, as while the device slept. By
   * the cheapest question that is always answered; what was missed comes with the answer.
   */
  probe() {
    if (!this.wanted || this.#timers.doubt) return;
    if (!this.#socket) return this.open();
    // It has not come in yet: slow lines take their time, dead ones do not get more of it.
    if (!this.isWelcome) return Date.now() - this.#openedAt > GOOD && this.refresh();
    if (!this.follow()) {
      this.send({type: 'ping'});
    }
    this.#timers.doubt = setTimeout(() => this.refresh(), DOUBT);
  }

  /** The network went: says so, and lets `refresh` do the rest. */
  lost() {
    if (this.wanted) this.#link({status: 'offline'});
  }

  /** Sends a frame that may be lost; false when there is no connection. */
  send(/** @type {any} */ frame) {
    // 1: open.
    if (!this.isWelcome || this.#socket?.readyState !== 1) return false;
    this.#say(frame);
    return true;
  }

  #say(/** @type {any} */ frame, socket = this.#socket) {
    socket?.send(JSON.stringify(whole(frame)));
  }

  /** Of what is not known yet the end comes first; who scrolls up asks for more. */
  follow() {
    const {conversation, epoch, seq} = this.#desk.state();
    return conversation
      && this.send({type: 'follow', conversation, epoch, after: seq, last: seq ? undefined : LAST});
  }

  /** Sends, oldest first, what is unanswered and not on its way. */
  pump() {
    if (!this.isWelcome || Date.now() < this.#pausedUntil) return;
    for (const order of this.#desk.orders()) {
      if (order.code || order.acked || this.#flying.has(order.cid)) continue;
      if (this.#flying.size >= WINDOW) return;
      if (order.do !== 'start' && !order.conversation) continue;
      if (!this.send(command(order))) return;
      this.#flying.set(order.cid, Date.now());
    }
  }

  async #hello(/** @type {any} */ socket, token = this.#desk.token()) {
    const identity = await this.#desk.identity();
    this.#say({
      type: 'hello', as: 'customer', site: this.#desk.site, token, language: this.#desk.language(),
      identity,
    }, socket);
  }

  #receive(/** @type {string} */ data) {
    const frame = {...JSON.parse(data), now: Date.now()};
    this.heardAt = frame.now;
    clearTimeout(this.#timers.doubt);
    this.#timers.doubt = 0;
    if (frame.type === 'refused' && !this.isWelcome) return this.#refused(frame);
    if (frame.type === 'nack') this.#stumble(frame);
    if (frame.type === 'ack') {
      this.#flying.delete(frame.cid);
      this.#stumbles = 0;
    }
    if (frame.type === 'welcome') this.#welcome();
    if (frame.type === 'refused' && !frame.id) this.#turnedDown(frame);
    const before = this.#desk.state().conversation;
    this.#desk.hear(frame);
    const {conversation} = this.#desk.state();
    const isNew = /ack|event/.test(frame.type) && conversation !== before;
    if (frame.type === 'welcome' || frame.type === 'reset' || isNew) this.follow();
    if (frame.type === 'reset') this.#flying.clear();
    if (frame.type !== 'event') this.pump();
  }

  #welcome() {
    this.isWelcome = true;
    this.#passes ||= this.#carrier === WebSocket;
    this.#since = Date.now();
    this.#link({status: 'online'});
  }

  /** The hello was not taken: for good, as on a page the desk does not know, or for now. */
  #refused(frame) {
    if (frame.code === 'identity') {
      console.error('Frontdesk:', frame.why);
      this.#desk.hear({type: 'unsigned', why: frame.why});
      if (this.#desk.unsign()) return this.refresh();
    }
    if (frame.final) return this.#giveUp(frame.why);
    this.#drop();
    this.#comeBack({after: Math.max(frame.after ?? 0, delay(this.#attempt)), why: frame.code});
  }

  /** What cannot be read now may be read soon: the screen is empty until then. */
  #turnedDown({of, final, why}) {
    console.warn('Frontdesk:', why);
    if (of === 'follow' && !final) {
      this.#timers.follow = setTimeout(() => this.follow(), GOOD);
    }
  }

  /**
   * Never came in: a browser does not say why, so the desk is asked. The customer reads what they can
   * do, whoever made the page what to change.
   */
  #ask() {
    fetch(new URL('../livez', this.#desk.url.replace('ws', 'http'))).then(async ({status}) => {
      if (status === 429 && !this.#socket) this.#closed(4010);
      if (status !== 200) return;
      // It is there: something between lets no websocket through, or this page is not let in. Where one
      // got through before the desk may just have come back: one more is tried, after the usual wait.
      if (this.#passes) return void (this.#passes = false);
      this.#carrier = (await import('./poll.js')).Polled;
      if (!this.#socket && this.wanted) this.open();
    }).catch(() => {}); // nobody there: it is a connection like any other that was lost
  }

  /** Not now: the commands behind it were turned back too, and all go again in their order. */
  #stumble({cid, final, code, after}) {
    this.#flying.delete(cid);
    if (final || code === 'earlier_failed') return;
    const wait = after ?? Math.max(250, delay(++this.#stumbles));
    this.#pausedUntil = Date.now() + wait;
    clearTimeout(this.#timers.pump);
    this.#timers.pump = setTimeout(() => this.pump(), wait + 5);
  }

  #closed(/** @type {number} */ code, why = '') {
    if (code === 4003 && why) {
      import('./trouble.js').then(({tell}) => tell(this.#desk.url, this.#desk.site, why));
    }
    const wasIn = this.#since;
    if (wasIn && Date.now() - wasIn > GOOD) this.#attempt = 0;
    this.#drop();
    if (!this.wanted) return;
    const next = afterClose(code, this.#attempt);
    if (next?.forget) this.#desk.forget();
    if (next) {
      // A websocket is tried first each time: networks change.
      if (code === 1006 && !wasIn && this.#carrier === WebSocket) this.#ask();
      else this.#carrier = WebSocket;
      return this.#comeBack(next);
    }
    this.#giveUp(`code ${code}`);
  }

  #giveUp(/** @type {string} */ why) {
    console.error('Frontdesk:', why);
    this.close();
    this.#link({status: 'refused', why});
  }

  #comeBack({after, why}) {
    this.#attempt += 1;
    this.#link({status: 'offline', retryAt: Date.now() + after, why});
    clearTimeout(this.#timers.back);
    this.#timers.back = setTimeout(() => this.open(), after);
  }

  #drop() {
    for (const timer of Object.values(this.#timers)) clearTimeout(timer);
    this.#timers.doubt = 0;
    const socket = this.#socket;
    this.#socket = null;
    this.isWelcome = false;
    this.#since = 0;
    this.#pausedUntil = 0;
    this.#flying.clear();
    socket?.close();
  }

  /** Looks every few seconds whether something waits for an answer that will not come. */
  #watch() {
    const look = () => {
      const oldest = this.isWelcome ? Math.min(...this.#flying.values()) : this.#openedAt;
      if (Date.now() - oldest > PATIENCE) return this.#closed(1006);
      const limit = this.#desk.isWatched() ? SILENCE : UNWATCHED;
      if (this.isWelcome && Date.now() - this.heardAt > limit) this.probe();
      this.#timers.watch = setTimeout(look, GOOD);
    };
    this.#timers.watch = setTimeout(look, GOOD);
  }

  #link(/** @type {import('./state.js').Link} */ link) {
    this.#desk.hear({type: 'link', link});
  }
}

/** The order as the protocol's command; our own bookkeeping stays here. */
function command(/** @type {Order} */ order) {
  const {order: _, after, at, seq, acked, code, why, label, ...rest} = order;
  return {type: 'command', ...rest, conversation: rest.conversation ?? undefined};
}
