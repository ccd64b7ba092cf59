// @ts-check
/**
 * What the customer ordered and the desk has not answered: written down before it is first sent,
 * under a `cid` that never changes, so that it is carried out once, whatever happens between.
 *
 * Each order is one entry of the browser's storage: tabs write side by side without overwriting
 * each other's. Where the browser refuses storage, a map in memory does the same until reload.
 *
 * @typedef {import('./state.js').Order} Order
 * @typedef {{get(key: string): string | null, set(key: string, value: string): void,
 *   remove(key: string): void, keys(): string[]}} Shelf
 */

/** More unanswered orders than this are not taken: something is wrong, and storage is small. */
export const ORDER_LIMIT = 50;

/**
 * A copy whose texts are whole: half of an emoji, as `slice` leaves it, is no text that can be sent.
 *
 * @template T @param {T} value @returns {T}
 */
export function whole(value) {
  return JSON.parse(JSON.stringify(value),
    (_, one) => one?.replace?.(/\p{Cs}/gu, '\ufffd') ?? one);
}

/** 128 random bits in 22 characters. */
export function newID() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').slice(0, 22);
}

/** The browser's storage under a prefix; memory where it is blocked or full. @returns {Shelf} */
export function shelf(/** @type {string} */ prefix, /** @type {() => Storage} */ storage) {
  /** @type {Map<string, string>} */
  const memory = new Map();
  /** @template T @param {(store: Storage) => T} act @param {T} otherwise @returns {T} */
  const attempt = (act, otherwise) => {
    try {
      return act(storage());
    } catch {
      return otherwise; // blocked by the browser or full: memory has it
    }
  };
  return {
    get: (key) => memory.get(key) ?? attempt((store) => store.getItem(prefix + key), null),
    set(key, value) {
      const kept = attempt((store) => (store.setItem(prefix + key, value), true), false);
      kept ? memory.delete(key) : memory.set(key, value);
    },
    remove(key) {
      memory.delete(key);
      attempt((store) => store.removeItem(prefix + key), undefined);
    },
    keys: () => [...new Set([...memory.keys(), ...attempt((store) => Object.keys(store), [])
      .filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))])],
  };
}

export class Outbox {
  /** @param {Shelf} shelf */
  constructor(shelf) {
    this.shelf = shelf;
    this.count = 0;
  }

  /** All orders, oldest first. @returns {Order[]} */
  all() {
    return this.shelf.keys().filter((key) => key.startsWith('order.')).sort()
      .map((key) => read(this.shelf.get(key))).filter((order) => order !== null);
  }

  /**
   * Writes an order down; null when too many are unanswered already.
   *
   * @param {Omit<Order, 'cid' | 'order' | 'at'>} order
   */
  add(order, now = Date.now()) {
    if (this.all().length >= ORDER_LIMIT) return null;
    this.count += 1;
    const place = `${String(now).padStart(15, '0')}.${String(this.count).padStart(4, '0')}`;
    const cid = newID();
    const full = /** @type {Order} */ (whole(
      {...order, cid, order: `order.${place}.${cid}`, at: now}));
    this.put(full);
    return full;
  }

  put(/** @type {Order} */ order) {
    this.shelf.set(order.order, JSON.stringify(order));
  }

  find(/** @type {string} */ cid) {
    return this.all().find((order) => order.cid === cid) ?? null;
  }

  /** The order is answered, or the customer let it go. */
  remove(/** @type {string} */ cid) {
    const order = this.find(cid);
    if (order) this.shelf.remove(order.order);
  }

  /** The order was refused for good: it stays, with the reason, until the customer lets it go. */
  refuse(/** @type {string} */ cid, /** @type {string} */ code, /** @type {string} */ why) {
    const order = this.find(cid);
    if (order) this.put({...order, code, why});
  }

  /** What was written before the conversation was known goes to it, unless another is beginning. */
  address(/** @type {string} */ conversation) {
    const orders = this.all();
    if (orders.some((order) => order.do === 'start' && !order.code)) return;
    for (const order of orders) {
      if (!order.conversation && order.do !== 'start') this.put({...order, conversation});
    }
  }
}

/** A damaged entry is somebody else's writing under our name: passed over. */
function read(/** @type {string | null} */ text) {
  try {
    const order = JSON.parse(text ?? '');
    const isText = (name) => typeof (order[name] ?? '') === 'string';
    return order.cid && order.do && order.order
      && ['cid', 'do', 'order', 'text', 'label', 'why', 'code'].every(isText) ? order : null;
  } catch {
    return null;
  }
}
