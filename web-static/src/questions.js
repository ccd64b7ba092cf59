// @ts-check
import {newID} from './outbox.js';

/** A question to the desk is given up after this long: the screen waits for it. */
const ASK_LIMIT = 8000;

/** Asks the desk; the answer may come to this tab over another one's line. */
export function askDesk(/** @type {import('./session.js').Session} */ session, frame) {
  const id = newID();
  return new Promise((resolve, reject) => {
    const done = (act, value) => {
      clearTimeout(limit);
      session.listeners.delete(hear);
      act(value);
    };
    const hear = (_, {type, id: of, why, ...answer}) => {
      if (of !== id || !/^(answer|refused)$/.test(type)) return;
      if (type === 'answer') done(resolve, answer);
      else done(reject, new Error(why));
    };
    const limit = setTimeout(() => done(reject, new Error('')), ASK_LIMIT);
    session.listeners.add(hear);
    session.send({id, ...frame});
  });
}
