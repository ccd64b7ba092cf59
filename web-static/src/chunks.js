// @ts-check
/**
 * Further capabilities, each a file of its own that is fetched at its first use; its looks and words
 * come with it. What is drawn without one waits for it, and is drawn again when it is here.
 */

/** Fetched again so long after it failed; given up after so many times: then nothing waits for it. */
const PAUSE = 1500;
const TRIES = 3;

export class Chunks {
  #known;
  #failures;
  #listener;

  /** @param {{arrived: (chunk: any) => void, again: () => void}} listener */
  constructor(listener) {
    this.#listener = listener;
    /** @type {Map<string, any>} */
    this.#known = new Map();
    this.#failures = 0;
  }

  /** The chunk, once it is here. */
  async want(/** @type {string} */ name) {
    if (this.#known.get(name)) return this.#known.get(name);
    const chunk = await import(`./${name}.js`);
    if (!this.#known.get(name)) this.#listener.arrived(chunk);
    this.#known.set(name, chunk);
    return chunk;
  }

  /** The chunk; undefined while it is on its way, null where it could not be had. */
  get(/** @type {string} */ name) {
    if (!this.#known.has(name)) {
      this.#known.set(name, undefined);
      this.want(name).catch(() => {
        this.#failures += 1;
        if (this.#failures < TRIES) setTimeout(() => this.#known.delete(name), PAUSE);
        else this.#known.set(name, null);
      }).then(() => setTimeout(this.#listener.again, this.#known.get(name) ? 0 : PAUSE + 100));
    }
    return this.#known.get(name);
  }
}
