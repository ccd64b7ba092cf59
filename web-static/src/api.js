// @ts-check
/**
 * What the page may ask of the widget, and what it is told: `Frontdesk.push(['open'])`, or the same
 * by name, `Frontdesk.open()`. Calls made before the widget was here wait in an array of that name.
 */

const METHODS = new Set(['open', 'close', 'toggle', 'show', 'hide', 'send', 'prefill', 'identify',
  'on', 'once', 'off', 'destroy', 'reset', 'status', 'setLocale', 'setTheme']);

export class API {
  /** @param {import('./widget.js').FrontdeskChat} element */
  constructor(element) {
    this.element = element;
    /** @type {Map<string, Set<(detail: any) => void>>} */
    this.listeners = new Map();
    this.lastUnread = 0;
    this.lastPlace = '';
    /** @type {string | null} */
    this.identity = null;
  }

  /** Takes the place of the waiting array, and does what waits in it, in order. */
  takeOver() {
    const waiting = window.Frontdesk;
    const face = {push: (...calls) => calls.map((call) => this.#call(call))};
    for (const name of METHODS) face[name] = (...words) => this.#call([name, ...words]);
    window.Frontdesk = Object.freeze(face);
    if (Array.isArray(waiting)) face.push(...waiting);
    this.emit('ready');
  }

  /** Tells the page: its callbacks, and a `frontdesk:NAME` event on the document. */
  emit(/** @type {string} */ name, detail = {}) {
    document.dispatchEvent(new CustomEvent(`frontdesk:${name}`, {detail}));
    for (const listener of [...this.listeners.get(name) ?? []]) {
      try {
        listener(detail);
      } catch (problem) {
        console.error(`Frontdesk: a listener of "${name}" failed:`, problem);
      }
    }
  }

  /** The desk's frames in the page's words. History, replayed after a reload, is not news. */
  translate(state, frame) {
    if (frame.type === 'link') return this.#link(frame.link);
    if (frame.type === 'place') {
      return this.emit('queue:position', {position: frame.position, wait: frame.wait});
    }
    if (frame.type === 'nack' && frame.final) {
      return this.emit('error', {code: frame.code, why: frame.why});
    }
    if (frame.type === 'welcome') this.#identify(state);
    if (frame.type !== 'event' || !(state.caughtUp || frame.event === 'started')) return;
    const {by, name, text, seq} = frame;
    switch (frame.event) {
      case 'started': this.#identify(state); return this.emit('conversation:started', {
        conversation: frame.conversation, number: frame.number});
      case 'said': return this.emit(by === 'customer' ? 'message:sent' : 'message:received',
        {by, name, text, seq});
      case 'taken': return this.emit('agent:joined', {name});
      case 'released': return this.emit('agent:left', {name, reason: frame.reason});
      case 'resolved': return this.emit('conversation:closed', {by, name});
      case 'rated': return this.emit('survey:submitted', {score: frame.score});
    }
  }

  unread(/** @type {number} */ count) {
    if (count === this.lastUnread) return;
    this.lastUnread = count;
    this.emit('unread:change', {count});
  }

  #link({status}) {
    const isOnline = status === 'online';
    if (isOnline || status === 'offline') this.emit(status);
  }

  /** One call; a mistake in it is told to whoever wrote the page and breaks nothing else. */
  async #call(call) {
    const [name, ...words] = Array.isArray(call) ? call : [call];
    if (!METHODS.has(name)) throw new TypeError(`Frontdesk has no method "${String(name)}"`);
    return this[`_${name}`](...words);
  }

  _open() { this.element.open(); }
  _close() { this.element.close(); }
  _toggle() { this.element.isOpen ? this.element.close() : this.element.open(); }
  _show() { this.element.hidden = false; }
  _hide() { this.element.hidden = true; }
  _setLocale(language) { return this.element.setLocale(String(language)); }
  _setTheme(theme) { this.element.setTheme(String(theme)); }

  _send(text) {
    if (typeof text !== 'string' || !text.trim()) throw new TypeError('send takes a text');
    if (!this.element.send(text)) throw new Error('too many messages wait to be sent');
  }

  _prefill(text) { this.element.panel.composer.text = String(text); }

  /** Who the page says the customer is. The desk shows it to agents as unverified. */
  _identify({name, email} = /** @type {any} */ ({})) {
    const fields = Object.fromEntries(
      Object.entries({name, email}).filter(([, value]) => typeof value === 'string' && value));
    if (!Object.keys(fields).length) throw new TypeError('identify takes {name, email}');
    this.identity = JSON.stringify(fields);
    this.#identify(this.element.session.state);
  }

  _on(name, listener) {
    if (typeof listener !== 'function') throw new TypeError('on takes a name and a function');
    if (!this.listeners.has(name)) this.listeners.set(name, new Set());
    this.listeners.get(name)?.add(listener);
  }

  _once(name, listener) {
    const once = (detail) => {
      this._off(name, once);
      listener(detail);
    };
    this._on(name, once);
  }

  _off(name, listener) { this.listeners.get(name)?.delete(listener); }
  _reset() { this.identity = null; this.element.close(); this.element.session.reset(); }

  _destroy() {
    this.element.end();
    delete (/** @type {any} */ (window)).Frontdesk;
  }

  _status() {
    const {stage, number, conversation, agent, link, place} = this.element.session.state;
    return {
      open: this.element.isOpen, connection: link.status, stage, number, conversation, agent,
      place, unread: this.lastUnread,
    };
  }

  /** Says it once in each conversation, as soon as there is one. */
  #identify({conversation}) {
    const {session} = this.element;
    const key = `${conversation} ${this.identity}`;
    if (!this.identity || !conversation || session.shelf.get('identity') === key) return;
    session.shelf.set('identity', key);
    session.order('identify', JSON.parse(this.identity));
  }
}
