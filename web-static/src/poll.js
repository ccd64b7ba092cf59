// @ts-check
/**
 * A line where no websocket gets through: the same frames, in the bodies of plain requests
 * (`POST /v1/poll`). It has a websocket's face, as far as the connection uses one.
 */

/** What one request may bring, well under the desk's limit. */
const MOST = 48_000;

export class Polled {
  #address;
  #line;
  #queue;
  #isSending;
  #gone;

  constructor(/** @type {string} */ url) {
    this.#address = url.replace(/^ws/, 'http').replace(/socket$/, 'poll');
    this.readyState = 0;
    /** @type {string[]} */
    this.#queue = [];
    this.#gone = new AbortController();
    /** @type {() => void} */
    this.onopen = () => {};
    /** @type {(event: {data: string}) => void} */
    this.onmessage = () => {};
    /** @type {(event: {code: number, why?: string}) => void} */
    this.onclose = () => {};
    this.#open();
  }

  send(/** @type {string} */ text) {
    this.#queue.push(text);
    this.#flush();
  }

  close() {
    if (this.readyState === 1) navigator.sendBeacon?.(`${this.#address}?end=${this.#line}`);
    this.readyState = 3;
    this.#gone.abort();
  }

  #post(/** @type {string} */ query, body = '') {
    return fetch(`${this.#address}?${query}`,
      {method: 'POST', body, signal: this.#gone.signal, cache: 'no-store'});
  }

  async #open() {
    const answer = await this.#post('open=frontdesk.v1').catch(() => null);
    // A page that may not speak, or one connection too many; else nobody is there.
    if (answer?.status !== 200) {
      const why = await answer?.text();
      return this.#end({403: 4003, 429: 4010}[answer?.status ?? 0] ?? 1006, why);
    }
    this.#line = (await answer.json()).line;
    if (this.readyState) return;
    this.readyState = 1;
    this.onopen();
    this.#take();
  }

  async #take() {
    while (this.readyState === 1) {
      const answer = await this.#post(`take=${this.#line}`).catch(() => null);
      const text = answer?.status === 200 ? await answer.text().catch(() => null) : null;
      // What an answer held that was lost comes again on another line.
      if (text === null) return this.#end(1006);
      for (const frame of text.split('\n')) this.#hear(frame);
    }
  }

  #hear(/** @type {string} */ text) {
    if (!text || this.readyState !== 1) return;
    if (text.startsWith('{"type":"close"')) this.#end(JSON.parse(text).code);
    else this.onmessage({data: text});
  }

  async #flush() {
    if (this.#isSending || !this.#queue.length || this.readyState !== 1) return;
    this.#isSending = true;
    let body = this.#queue.shift() ?? '';
    while (this.#queue.length && body.length + this.#queue[0].length < MOST) {
      body += `\n${this.#queue.shift()}`;
    }
    const answer = await this.#post(`send=${this.#line}`, body).catch(() => null);
    this.#isSending = false;
    if (answer?.status !== 204) return this.#end(1006);
    this.#flush();
  }

  #end(/** @type {number} */ code, why = '') {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.#gone.abort();
    this.onclose({code, why});
  }
}
