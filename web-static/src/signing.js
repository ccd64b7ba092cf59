// @ts-check
/**
 * What the site's server says of who is here: a token, or what makes one when it is asked. Fetched
 * for sites that sign.
 */
export class Signing {
  #shelf;
  #isRefused = false;

  constructor(/** @type {import('./outbox.js').Shelf} */ shelf) {
    this.#shelf = shelf;
    /** @type {any} */
    this.token = undefined;
  }

  /** The token of now. */
  async get() {
    if (typeof this.token !== 'function') return this.token;
    if (this.#isRefused) return void (this.#isRefused = false);
    try {
      return String(await this.token());
    } catch (problem) {
      console.error('Frontdesk: no identity token:', problem);
    }
  }

  /**
   * It was refused. One that was made when the page was may have ended, and the desk's own is enough;
   * what makes them is left out once, and asked anew with the next connection. False where there is
   * nothing else to come in with.
   */
  drop() {
    if (this.#shelf.get('token') === null) return false;
    const isAgain = this.#isRefused;
    this.#isRefused = typeof this.token === 'function';
    if (!this.#isRefused) this.token = undefined;
    return !isAgain;
  }

  /**
   * A welcome came. Whether somebody else was here before, who did not sign out: nothing of theirs
   * may stay. A token that let somebody in is not shown again; the desk gave one of its own.
   */
  isOther({customer}) {
    if (customer && typeof this.token === 'string' && this.#shelf.get('token') !== null) {
      this.token = undefined;
    }
    const before = this.#shelf.get('who');
    this.#shelf.set('who', customer ?? '');
    return Boolean(before && customer && before !== customer);
  }
}
