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
  #untold;

  /** @param {import('./widget.js').FrontdeskChat} element */
  constructor(element) {
    this.#element = element;
    /** @type {Map<string, Set<(detail: any) => void>>} */
    this.#listeners = new Map();
    this.#lastUnread = 0;
    /** @type {[any, any][]} */
    this.#untold = [];
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

  /**
   * The desk's frames in the page's words, by a chunk: until it is here they wait, in their order. The
   * line itself is told at once, as nothing can be fetched without one.
   */
  hear(state, frame) {
    if (frame.type === 'link') return this.#link(frame.link);
    if (frame.type === 'welcome') this.#identify(state);
    if (!/^(place|n?ack|unsigned|events?|caught_up)$/.test(frame.type)) return;
    this.#untold.push([state, frame]);
    this.catchUp();
  }

  /** Tells what waited; where the chunk cannot be had nothing waits for it. */
  catchUp() {
    if (!this.#untold.length) return;
    const chunk = this.#element.chunk('history');
    if (chunk === undefined) return;
    for (const one of this.#untold.splice(0)) chunk?.tellPage(this.#element, ...one);
  }

  /** Who was identified is nobody any more. */
  forget() {
    const {session} = this.#element;
    this.#identity = null;
    session.identity = session.signing = undefined;
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
      /**
       * Who the page says the customer is. The desk shows it to agents as unverified, but for a `token`
       * of the site's server, or what gives one: `docs/identity.md`.
       */
      identify: ({name, email, token} = /** @type {any} */ ({})) => {
        if (!name && !email && !token) throw new TypeError('identify takes {name, email, token}');
        element.session.identity = {name, email};
        this.#identity = !token && (name || email) ? JSON.stringify({name, email}) : null;
        if (token) element.session.sign(token);
        else this.#identify(element.session.state);
      },
      reset: () => element.forget(),
      consent: async (agrees = true) => (await element.want('consent')).agree(element, agrees),
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
          place, unread: this.#lastUnread, consent: element.agreed,
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
