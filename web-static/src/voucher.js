// @ts-check

/** What the page's own server says of who is here: a signed text, or what fetches one. */
export class Voucher {
  #signed;
  #isTaken = false;
  #isNew;

  constructor(/** @type {() => void} */ isNew) {
    this.#isNew = isNew;
  }

  /** Undefined: nobody any more. */
  show(/** @type {string | (() => string | Promise<string>) | undefined} */ signed) {
    this.#signed = signed;
    this.#isTaken = false;
    if (signed) this.#isNew();
  }

  /** For a hello; none once one was taken, since what the desk gave for it is good for longer. */
  async token() {
    if (this.#isTaken) return;
    try {
      return typeof this.#signed === 'function' ? String(await this.#signed()) : this.#signed;
    } catch (problem) {
      console.error('Frontdesk: identify:', problem);
    }
  }

  /** The desk knows who it is. */
  take() {
    this.#isTaken = Boolean(this.#signed);
  }

  /** What the desk gave is over; false where there is nothing newer to show. */
  renew() {
    const isNew = this.#isTaken && typeof this.#signed === 'function';
    this.#isTaken = false;
    return isNew;
  }
}
