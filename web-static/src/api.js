// @ts-check
/**
 * What the page may ask of the widget, and what it is told: `Frontdesk.push(['open'])`, or the same
 * by name, `Frontdesk.open()`. Calls made before the widget was here wait in an array of that name.
 */

export class API {
  #identity;
  #methods;
  #lastUnread;
  #element;
  #listeners;

  /** @param {import('./widget.js').FrontdeskChat} element */
  constructor(element) {
    this.#element = element;
    /** @type {Map<string, Set<(detail: any) => void>>} */
    this.#listeners = new Map();
    this.#lastUnread = 0;
    /** @type {string | null} */
    this.#identity = null;
    this.#methods = this.#calls(element);
  }

  /** Takes the place of the waiting array, and does what waits in it, in order. */
  takeOver() {
    const waiting = window.Frontdesk;
    const face = {push: (...calls) => calls.map((call) => this.#call(call))};
    for (const name of Object.keys(this.#methods)) {
      face[name] = (...words) => this.#call([name, ...words]);
    }
    window.Frontdesk = Object.freeze(face);
    if (Array.isArray(waiting)) face.push(...waiting);
    this.emit('ready');
  }

  /** Tells the page: its callbacks, and a `frontdesk:NAME` event on the document. */
  emit(/** @type {string} */ name, detail = {}) {
    document.dispatchEvent(new CustomEvent(`frontdesk:${name}`, {detail}));
    for (const listener of [...this.#listeners.get(name) ?? []]) {
      try {
        listener(detail);
      } catch (problem) {
        console.error(`Frontdesk: on ${name}:`, problem);
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
    if (frame.type === 'events') {
      const started = frame.frames.find(({event}) => event === 'started');
      return started && this.translate(state, started);
    }
    if (frame.type !== 'event' || !(state.caughtUp || frame.event === 'started')) return;
    const {by, name, text, seq} = frame;
    switch (frame.event) {
      case 'started': return this.emit('conversation:started', {
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
    if (count === this.#lastUnread) return;
    this.#lastUnread = count;
    this.emit('unread:change', {count});
  }

  #link({status}) {
    const isOnline = status === 'online';
    if (isOnline || status === 'offline') this.emit(status);
  }

  /** One call; a mistake in it is told to whoever wrote the page and breaks nothing else. */
  async #call(call) {
    const [name, ...words] = [].concat(call);
    if (!Object.hasOwn(this.#methods, name)) throw new TypeError(`Frontdesk has no method ${name}`);
    return this.#methods[name](...words);
  }

  #calls(/** @type {import('./widget.js').FrontdeskChat} */ element) {
    const on = (name, listener) => {
      if (typeof listener !== 'function') throw new TypeError('on takes a function');
      if (!this.#listeners.has(name)) this.#listeners.set(name, new Set());
      this.#listeners.get(name)?.add(listener);
    };
    const off = (name, listener) => {
      this.#listeners.get(name)?.delete(listener);
    };
    return {
      on, off,
      once: (name, listener) => on(name, function once(detail) {
        off(name, once);
        listener(detail);
      }),
      open: () => element.open(),
      close: () => element.close(),
      toggle: () => (element.isOpen ? element.close() : element.open()),
      show: () => element.bare(false),
      hide: () => {
        element.close();
        element.bare(true);
      },
      setLocale: (language) => element.setLocale(String(language)),
      setTheme: (theme) => element.setTheme(String(theme)),
      setAccent: (colour) => element.setAccent(String(colour)),
      prefill: (text) => void (element.panel.composer.text = String(text)),
      send: (text) => {
        if (!String(text ?? '').trim()) throw new TypeError('send takes a text');
        if (!element.send(String(text))) throw new Error('too many messages');
      },
      /** Who the page says the customer is: a claim, unless its server has signed a token. */
      identify: ({name, email, token} = /** @type {any} */ ({})) => {
        if (!name && !email && !token) throw new TypeError('identify takes {name, email, token}');
        element.session.identity = {name, email};
        if (token) element.session.vouch(token);
        this.#identity = name || email ? JSON.stringify({name, email}) : null;
        this.#identify(element.session.state);
      },
      reset: () => {
        this.#identity = null;
        element.session.identity = undefined;
        element.session.vouch();
        element.close();
        element.session.reset();
      },
      destroy: () => {
        element.end();
        delete window[Symbol.for('frontdesk')];
        delete (/** @type {any} */ (window)).Frontdesk;
      },
      status: async () => {
        const {session} = element;
        const isUp = () => session.state.link.status === 'online';
        const isProven = isUp() && await session.isProven();
        const {stage, number, conversation, agent, link, place} = session.state;
        const connection = isUp() && !isProven ? 'connecting' : link.status;
        return {
          open: element.isOpen, connection, stage, number, conversation, agent,
          place, unread: this.#lastUnread,
        };
      },
    };
  }

  /** Says it once in each conversation; one that begins is told by its start. */
  #identify({conversation}) {
    const {session} = this.#element;
    const key = `${conversation} ${this.#identity}`;
    if (!this.#identity || !conversation || session.shelf.get('identity') === key) return;
    session.shelf.set('identity', key);
    session.order('identify', JSON.parse(this.#identity));
  }
}
