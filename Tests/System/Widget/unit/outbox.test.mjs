import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ORDER_LIMIT, Outbox, newID, shelf} from '../../../../web-static/src/outbox.js';

/** What a browser's storage is: a map of texts whose keys are its properties. */
function storage({quota = Infinity} = {}) {
  const methods = {
    getItem: (key) => store[key] ?? null,
    setItem(key, value) {
      if (Object.keys(store).length >= quota) throw new Error('QuotaExceededError');
      store[key] = value;
    },
    removeItem: (key) => delete store[key],
  };
  const store = Object.create(methods);
  return store;
}

const blocked = () => {
  throw new Error('SecurityError');
};

test('an order outlives the page that wrote it', () => {
  const store = storage();
  const order = new Outbox(shelf('f.', () => store)).add({do: 'say', text: 'hello', after: 3});
  assert.deepEqual(new Outbox(shelf('f.', () => store)).all(), [order]);
});

test('orders keep the order in which they were written', () => {
  const outbox = new Outbox(shelf('f.', () => store));
  const store = storage();
  const texts = Array.from({length: 12}, (_, n) => `${n}`);
  texts.forEach((text, n) => outbox.add({do: 'say', text, after: 0}, 1000 + Math.floor(n / 5)));
  assert.deepEqual(outbox.all().map((order) => order.text), texts);
});

test('every cid is one that the desk takes, and no two are the same', () => {
  const cids = Array.from({length: 1000}, newID);
  for (const cid of cids) assert.match(cid, /^[A-Za-z0-9_-]{22}$/);
  assert.equal(new Set(cids).size, cids.length);
});

test('two tabs write side by side', () => {
  const store = storage();
  const [one, other] = [new Outbox(shelf('f.', () => store)), new Outbox(shelf('f.', () => store))];
  one.add({do: 'say', text: 'a', after: 0}, 1);
  other.add({do: 'say', text: 'b', after: 0}, 2);
  assert.deepEqual(one.all().map((order) => order.text), ['a', 'b']);
});

test('a refused order stays with its reason until it is removed', () => {
  const outbox = new Outbox(shelf('f.', () => store));
  const store = storage();
  const {cid} = outbox.add({do: 'say', text: 'a', after: 0});
  outbox.refuse(cid, 'too_long', 'too long');
  assert.equal(outbox.find(cid).why, 'too long');
  outbox.remove(cid);
  assert.deepEqual(outbox.all(), []);
});

test('words for a conversation that is just beginning wait for it', () => {
  const store = storage();
  const outbox = new Outbox(shelf('f.', () => store));
  const start = outbox.add({do: 'start', after: 0}, 1);
  outbox.add({do: 'say', text: 'a', after: 0}, 2);
  outbox.address('old');
  assert.equal(outbox.all()[1].conversation, undefined);
  outbox.remove(start.cid);
  outbox.address('new');
  assert.equal(outbox.all()[0].conversation, 'new');
});

test('there is an end to what may wait', () => {
  const store = storage();
  const outbox = new Outbox(shelf('f.', () => store));
  for (let n = 0; n < ORDER_LIMIT; n += 1) assert.ok(outbox.add({do: 'say', text: 'x', after: 0}));
  assert.equal(outbox.add({do: 'say', text: 'x', after: 0}), null);
});

test('where storage is blocked, memory serves until the page goes', () => {
  const outbox = new Outbox(shelf('f.', blocked));
  const order = outbox.add({do: 'say', text: 'a', after: 0});
  assert.deepEqual(outbox.all(), [order]);
  outbox.remove(order.cid);
  assert.deepEqual(outbox.all(), []);
});

test('where storage is full, memory takes the rest', () => {
  const store = storage({quota: 1});
  const outbox = new Outbox(shelf('f.', () => store));
  outbox.add({do: 'say', text: 'a', after: 0}, 1);
  outbox.add({do: 'say', text: 'b', after: 0}, 2);
  assert.deepEqual(outbox.all().map((order) => order.text), ['a', 'b']);
});

test('a damaged entry is passed over, and other keys are left alone', () => {
  const store = storage();
  store['f.order.1'] = '{"cid":';
  store['g.order.1'] = 'not ours';
  const outbox = new Outbox(shelf('f.', () => store));
  assert.deepEqual(outbox.all(), []);
  assert.equal(store['g.order.1'], 'not ours');
});
