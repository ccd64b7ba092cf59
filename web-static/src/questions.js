// @ts-check
import {newID} from './outbox.js';

/** A question to the desk is given up after this long: the screen waits for it. */
const ASK_LIMIT = 8000;

/** What was asked of the desk, until it answers. */
export class Questions {
  #open;
  #send;

  constructor(/** @type {(frame: any) => void} */ send) {
    this.#send = send;
    /** @type {Map<string, {resolve: (answer: any) => void, reject: (why: Error) => void}>} */
    this.#open = new Map();
  }

  ask(/** @type {string} */ about, particulars) {
    const id = newID();
    return new Promise((resolve, reject) => {
      this.#open.set(id, {resolve, reject});
      setTimeout(() => this.hear({id, type: 'refused'}), ASK_LIMIT);
      this.#send({type: 'ask', id, about, ...particulars});
    });
  }

  /** An answer, or why there is none. */
  hear({id, type, why, ...answer}) {
    const question = this.#open.get(id);
    if (!question || !/^(answer|refused)$/.test(type)) return;
    this.#open.delete(id);
    if (type === 'answer') question.resolve(answer);
    else question.reject(new Error(why));
  }
}
