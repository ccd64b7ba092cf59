// @ts-check
/**
 * One websocket per browser: of all tabs on a site, one leads and the others listen to it.
 *
 * The lead is a Web Lock, so that it passes on by itself when its tab goes. What the leader hears
 * it tells on a BroadcastChannel. Where the browser has neither, or storage is blocked so that tabs
 * could not share an outbox, every tab leads itself.
 */
export class Tabs {
  #channel;
  #release;
  #listener;
  #together;
  #gone;
  #name;

  /**
   * @param {string} name one per site
   * @param {boolean} together whether tabs can share
   * @param {{lead: () => void, hear: (message: any) => void}} listener
   */
  constructor(name, together, listener) {
    this.leads = false;
    this.#name = name;
    this.#listener = listener;
    this.#together = together && 'locks' in navigator && 'BroadcastChannel' in window;
    /** @type {BroadcastChannel | null} */
    this.#channel = null;
    /** @type {(() => void) | null} */
    this.#release = null;
  }

  join() {
    if (!this.#together) return this.#lead();
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = ({data}) => this.#listener.hear(data);
    this.#stand();
  }

  /** Gives the lead away for good, or until `join`. */
  leave() {
    this.leads = false;
    this.#gone?.abort();
    this.#release?.();
    this.#release = null;
    this.#channel?.close();
    this.#channel = null;
  }

  tell(/** @type {any} */ message) {
    this.#channel?.postMessage(message);
  }

  #stand() {
    const gone = this.#gone = new AbortController();
    navigator.locks.request(this.#name, {signal: gone.signal}, () => new Promise((resolve) => {
      if (gone.signal.aborted) return resolve(undefined);
      this.#release = () => resolve(undefined);
      this.#lead();
    })).catch((problem) => {
      // Aborted by `leave`, or locks are forbidden here: then this tab looks after itself.
      if (!gone.signal.aborted) this.#lead(), console.warn('Frontdesk:', problem);
    });
  }

  #lead() {
    this.leads = true;
    this.#listener.lead();
  }
}
