// @ts-check
/**
 * One websocket per browser: of all tabs on a site, one leads and the others listen to it.
 *
 * The lead is a Web Lock, so that it passes on by itself when its tab goes. What the leader hears
 * it tells on a BroadcastChannel. A tab may also be put to sleep by the system with the lock in its
 * hand: whoever is looked at asks the leader every second for a sign, and takes the lead from one
 * that gives none. Leads are numbered by `term`, so that a leader which wakes knows that it is none.
 * Where the browser has neither, or storage is blocked so that tabs could not share an outbox,
 * every tab leads itself.
 */

/** How often a tab that is looked at asks for a sign; after two without one it takes the lead. */
const BEAT = 800;

export class Tabs {
  #channel;
  #release;
  #listener;
  #together;
  #gone;
  #name;
  #term;
  #asked;
  #beat;

  /**
   * @param {string} name one per site
   * @param {() => boolean} together whether tabs can share: asked when it joins them
   * @param {{lead: () => void, lose: () => void, stale: () => void,
   *   hear: (message: any) => void}} listener
   */
  constructor(name, together, listener) {
    this.leads = false;
    this.#name = name;
    this.#listener = listener;
    this.#together = together;
    this.#term = 0;
    this.#asked = 0;
    /** When somebody who is looked at last asked for a sign. */
    this.askedAt = 0;
    /** @type {BroadcastChannel | null} */
    this.#channel = null;
    /** @type {(() => void) | null} */
    this.#release = null;
  }

  join() {
    if (!('locks' in navigator && 'BroadcastChannel' in window && this.#together())) {
      return this.#lead();
    }
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = ({data}) => this.#hear(data);
    this.#asked = 0;
    this.#beat = setInterval(() => this.look(), BEAT);
    this.#stand();
    this.look();
  }

  /** Gives the lead away for good, or until `join`. */
  leave() {
    this.leads = false;
    clearInterval(this.#beat);
    this.#gone?.abort();
    this.#release?.();
    this.#release = null;
    this.#channel?.close();
    this.#channel = null;
  }

  tell(/** @type {any} */ message) {
    this.#channel?.postMessage(this.leads ? {...message, term: this.#term} : message);
  }

  /** Asks the leader for a sign, if this tab is looked at; takes the lead if there was none. */
  look() {
    if (this.leads || !this.#channel || document.visibilityState !== 'visible') return;
    if (this.#asked > 1) return this.#stand(true);
    this.#asked += 1;
    this.tell({want: 'sign'});
  }

  #hear(message) {
    const {term} = message;
    if (term) {
      if (term < this.#term) return this.leads && this.#listener.stale();
      // Somebody leads since: this tab slept, and does not know yet.
      if (this.leads) this.#lose();
      this.#term = term;
      this.#asked = 0;
    } else if (message.want === 'sign') {
      if (!this.leads) return;
      this.askedAt = Date.now();
    }
    this.#listener.hear(message);
  }

  #stand(steals = false) {
    this.#gone?.abort();
    this.#asked = 0;
    const gone = this.#gone = new AbortController();
    const how = steals ? {steal: true} : {signal: gone.signal};
    navigator.locks.request(this.#name, how, () => new Promise((resolve) => {
      if (gone.signal.aborted) return resolve(undefined);
      this.#release = () => resolve(undefined);
      this.#lead();
    })).catch((problem) => {
      // Aborted by `leave`; taken by another tab; or locks are forbidden here: then this tab
      // looks after itself.
      if (gone.signal.aborted) return;
      if (this.leads) return this.#lose();
      this.#lead();
      console.warn('Frontdesk:', problem);
    });
  }

  #lead() {
    this.leads = true;
    this.#term = Math.max(Date.now(), this.#term + 1);
    this.#listener.lead();
  }

  #lose() {
    this.leads = false;
    this.#release?.();
    this.#release = null;
    this.#listener.lose();
    this.#stand();
  }
}
