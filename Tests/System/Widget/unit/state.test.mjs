import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  ENTRY_LIMIT, blank, openQuestion, reduce, unread, unseen,
} from '../../../../web-static/src/state.js';
import {mayRate} from '../../../../web-static/src/closing.js';
import {kept, remembered} from '../../../../web-static/src/memory.js';

const conversation = 'w0JX3yVb8mZ2kQ5tR7uN1A';

/** A conversation as the desk would tell it: each particular gets the next seq. */
function told(...particulars) {
  const welcome = {type: 'welcome', epoch: 'e1', conversation, text_limit: 4000, now: 0};
  const events = particulars.map((one, at) => event(at + 1, one));
  return [welcome, ...events, {type: 'caught_up', conversation, seq: events.length}]
    .reduce(reduce, blank());
}

const event = (seq, particulars) => ({type: 'event', conversation, seq, at: seq * 1000, ...particulars});
const started = {event: 'started', site: 'demo', number: 1042};
const menu = {
  event: 'said', by: 'bot', text: 'What about?', question: 'triage.topic',
  options: [{id: 'order', label: 'An order'}, {id: 'other', label: 'Something else'}],
};
const maya = {agent: 'maya', name: 'Maya Lind'};
const say = (text, cid = 'c-0000000000000001', after = 0) =>
  ({type: 'ordered', order: {cid, do: 'say', text, conversation, after, order: 'order.1', at: 0}});
const press = {type: 'ordered', order: {
  cid: 'c-0000000000000002', do: 'choose', question: 'triage.topic', option: 'order', conversation,
  after: 2, label: 'An order', order: 'order.2', at: 0}};

test('a frame nobody knows changes nothing', () => {
  const state = told(started);
  assert.equal(reduce(state, {type: 'tomorrow'}), state);
});

test('an event out of turn changes nothing', () => {
  const state = told(started);
  assert.equal(reduce(state, event(3, menu)), state);
  assert.equal(reduce(state, event(1, started)), state);
});

test('an event of another conversation changes nothing', () => {
  const state = told(started);
  assert.equal(reduce(state, {...event(2, menu), conversation: 'x'}), state);
});

test('hidden events keep the count and show nothing', () => {
  const state = told(started, {event: 'hidden'}, {event: 'recorded', fields: {}}, menu);
  assert.equal(state.seq, 4);
  assert.equal(state.entries.length, 1);
});

test('an event of the future is shown as such, keeps the count and closes no question', () => {
  const state = told(started, menu, {event: 'attached', file: 'a.pdf'},
    {event: 'transferred', to: {desk: 'berlin'}}, {event: 'said', by: 'customer', text: 'hi'});
  assert.equal(state.seq, 5);
  assert.deepEqual(state.entries.map((entry) => entry.what), [undefined, 'newer', 'newer', undefined]);
  assert.equal(openQuestion(state), 'triage.topic');
  assert.equal(state.stage, 'bot');
});

test('no frame changes the state it is given', () => {
  const freeze = (value) => {
    if (value && typeof value === 'object') Object.values(Object.freeze(value)).forEach(freeze);
    return value;
  };
  const frames = [
    event(3, {event: 'said', by: 'customer', text: 'hi'}), {type: 'place', conversation, position: 1},
    {type: 'nack', cid: 'c-0000000000000001', final: true, code: 'invalid'},
    {type: 'ack', cid: 'c-0000000000000001', conversation, seq: 9}, {type: 'reset', conversation},
    event(3, {event: 'queued'}), {type: 'typing', conversation, by: 'agent', now: 0},
  ];
  const state = freeze(reduce(told(started, menu), say('hi')));
  for (const frame of frames) assert.doesNotThrow(() => reduce(state, freeze(frame)));
});

test('a question is open until it is answered', () => {
  const asked = told(started, menu);
  assert.equal(openQuestion(asked), 'triage.topic');
  const answer = {event: 'said', by: 'customer', text: 'An order', answer: {question: 'triage.topic', option: 'order'}};
  assert.equal(openQuestion(reduce(asked, event(3, answer))), null);
});

test('words that are no answer leave the question open', () => {
  const state = told(started, menu, {event: 'said', by: 'customer', text: 'help'});
  assert.equal(openQuestion(state), 'triage.topic');
});

test('a press closes the question at once, and a refusal opens it again', () => {
  const pressed = reduce(told(started, menu), press);
  assert.equal(openQuestion(pressed), null);
  const refused = reduce(pressed, {type: 'nack', cid: press.order.cid, final: true, code: 'invalid', why: 'no'});
  assert.equal(openQuestion(refused), 'triage.topic');
  assert.equal(unseen(refused)[0].why, 'no');
});

test('a stale press closes the question and leaves nothing behind', () => {
  const state = reduce(reduce(told(started, menu), press),
    {type: 'nack', cid: press.order.cid, final: true, code: 'stale'});
  assert.equal(openQuestion(state), null);
  assert.deepEqual(state.pending, []);
});

for (const change of ['queued', 'taken', 'promised', 'resolved']) {
  test(`${change} closes the open question`, () => {
    assert.equal(openQuestion(told(started, menu, {event: change, ...maya, by: 'agent'})), null);
  });
}

test('the stages follow who the customer is talking with', () => {
  const steps = [
    [{event: 'queued', queue: 'orders', reason: 'flow'}, 'waiting'],
    [{event: 'taken', ...maya}, 'agent'],
    [{event: 'released', ...maya, reason: 'vanished'}, 'waiting'],
    [{event: 'taken', ...maya}, 'agent'],
    [{event: 'transferred', ...maya, to: {agent: 'kim', name: 'Kim Olsen'}}, 'agent'],
    [{event: 'transferred', agent: 'kim', name: 'Kim Olsen', to: {queue: 'billing'}}, 'waiting'],
    [{event: 'promised', reply_by: 5, reason: 'empty'}, 'promised'],
    [{event: 'taken', ...maya}, 'agent'],
    [{event: 'transferred', ...maya, to: {bot: true}}, 'bot'],
    [{event: 'taken', ...maya}, 'agent'],
    [{event: 'resolved', by: 'agent', ...maya}, 'resolved'],
    [{event: 'reopened', by: 'customer'}, 'bot'],
  ];
  const seen = [];
  for (const [, stage] of steps) {
    const state = told(started, ...steps.slice(0, seen.length + 1).map(([one]) => one));
    assert.equal(state.stage, stage);
    seen.push(state.agent);
  }
  assert.deepEqual(seen, [null, 'Maya Lind', null, 'Maya Lind', 'Kim Olsen', null, null, 'Maya Lind',
    null, 'Maya Lind', 'Maya Lind', null]);
});

test('who is escalated waits again and is told of a colleague', () => {
  const state = told(started, {event: 'taken', ...maya},
    {event: 'escalated', by: 'agent', ...maya, queue: 'billing', reason: '', level: 1});
  assert.equal(state.stage, 'waiting');
  assert.equal(state.entries.at(-1).what, 'transferred');
});

test('what is set aside is no news to the customer', () => {
  const state = told(started, {event: 'taken', ...maya}, {event: 'held', until: 9, ...maya},
    {event: 'woken', reason: 'due'});
  assert.equal(state.stage, 'agent');
  assert.equal(state.entries.length, 1);
  assert.equal(state.seq, 4);
});

test('what was joined to another conversation goes on there', () => {
  const other = 'kJ7xQ2mV9bN4cT1zW8yR5A';
  const state = told(started, {event: 'linked', kind: 'merged_into', other, number: 1040, ...maya},
    {event: 'closed', by: 'agent', ...maya});
  assert.equal(state.conversation, other);
  assert.equal(state.seq, 0);
  assert.deepEqual(state.entries, []);
});

test('what is closed is over, and nobody asks for stars', () => {
  const state = told(started, {event: 'resolved', by: 'agent', ...maya},
    {event: 'closed', by: 'rule', rule: 'close the solved'});
  assert.equal(state.stage, 'resolved');
  assert.equal(mayRate(state), false);
});

test('a ticket of its own is shown by its number, and shown when wanted', () => {
  const other = 'kJ7xQ2mV9bN4cT1zW8yR5A';
  const state = told(started, {event: 'linked', kind: 'split_into', other, number: 1043, ...maya});
  assert.equal(state.entries.at(-1).number, 1043);
  assert.equal(reduce(state, {type: 'go', conversation: other}).conversation, other);
});

test('a place in the queue is shown while waiting and forgotten afterwards', () => {
  const place = {type: 'place', conversation, position: 2, wait: 240_000};
  const waiting = reduce(told(started, {event: 'queued'}), place);
  assert.equal(waiting.place.position, 2);
  assert.equal(waiting.place.wait, 240_000);
  assert.equal(reduce(waiting, event(3, {event: 'taken', ...maya})).place, null);
  assert.equal(reduce(told(started), place).place, null);
});

test('a ticket says by when', () => {
  const state = told(started, {event: 'promised', reply_by: 1795324800000, reason: 'empty'});
  assert.equal(state.entries[0].reply_by, 1795324800000);
  assert.equal(state.number, 1042);
});

test('typing is believed for five seconds and ends with a message', () => {
  const state = reduce(told(started, {event: 'taken', ...maya}),
    {type: 'typing', conversation, by: 'agent', name: 'Maya Lind', now: 1000});
  assert.deepEqual(state.typing, {name: 'Maya Lind', until: 6000});
  assert.equal(reduce(state, event(3, {event: 'said', by: 'agent', ...maya, text: 'Hi'})).typing, null);
});

test('own words are shown once whether the ack or the event comes first', () => {
  const text = 'My parcel is late';
  const ack = {type: 'ack', cid: 'c-0000000000000001', conversation, seq: 2};
  const back = event(2, {event: 'said', by: 'customer', text});
  const sent = reduce(told(started), say(text, undefined, 1));
  const shown = (state) => state.entries.filter((one) => one.text === text).length + unseen(state).length;
  assert.equal(shown(sent), 1);
  for (const order of [[ack, back], [back, ack]]) {
    let state = sent;
    for (const frame of order) {
      state = reduce(state, frame);
      assert.equal(shown(state), 1);
    }
    assert.deepEqual(state.pending, []);
  }
});

test('the same words of long ago are not taken for those just sent', () => {
  const state = reduce(told(started, {event: 'said', by: 'customer', text: 'yes'}), say('yes', undefined, 2));
  assert.equal(unseen(state).length, 1);
});

test('an ack for the past removes the order', () => {
  const state = reduce(told(started, {event: 'said', by: 'customer', text: 'x'}), say('x'));
  const ack = {type: 'ack', cid: 'c-0000000000000001', conversation, seq: 2, dup: true};
  assert.deepEqual(reduce(state, ack).pending, []);
});

test('a refusal that is not final changes nothing on the screen', () => {
  const state = reduce(told(started), say('hello'));
  const next = reduce(state, {type: 'nack', cid: 'c-0000000000000001', final: false, code: 'too_many'});
  assert.equal(unseen(next)[0].code, undefined);
});

test('a final refusal stays with its reason until it is let go', () => {
  const nack = {type: 'nack', cid: 'c-0000000000000001', final: true, code: 'too_long', why: 'too long'};
  const state = reduce(reduce(told(started), say('hello')), nack);
  assert.equal(unseen(state)[0].why, 'too long');
  assert.deepEqual(reduce(state, {type: 'dismissed', cid: nack.cid}).pending, []);
});

test('words written before the conversation began go to it', () => {
  const start = {type: 'ordered', order: {cid: 'c-start0000000000', do: 'start', order: 'order.0', after: 0, at: 0}};
  const early = {type: 'ordered', order: {cid: 'c-0000000000000001', do: 'say', text: 'Hi', order: 'order.1', after: 0, at: 0}};
  const welcome = {type: 'welcome', epoch: 'e1', now: 0};
  const state = [welcome, start, early, {type: 'ack', cid: start.order.cid, conversation, seq: 1}]
    .reduce(reduce, blank());
  assert.equal(state.conversation, conversation);
  assert.equal(state.pending.length, 1);
  assert.equal(state.pending[0].conversation, conversation);
});

test('a new conversation begins with nothing of the old one', () => {
  const start = {type: 'ordered', order: {cid: 'c-start0000000000', do: 'start', order: 'order.0', after: 0, at: 0}};
  const over = told(started, menu, {event: 'resolved', by: 'bot'});
  const state = reduce(reduce(over, start), {type: 'ack', cid: start.order.cid, conversation: 'other', seq: 1});
  assert.equal(state.conversation, 'other');
  assert.deepEqual([state.seq, state.entries, state.stage, state.open], [0, [], 'none', null]);
});

test('a reset drops the copy and keeps what is unanswered', () => {
  const state = reduce(reduce(told(started, menu), say('hello')), {type: 'reset', conversation, reason: 'epoch'});
  assert.deepEqual([state.seq, state.entries.length, state.caughtUp], [0, 0, false]);
  assert.equal(state.conversation, conversation);
  assert.equal(unseen(state).length, 1);
});

test('a welcome to another conversation starts over', () => {
  const state = reduce(told(started, menu), {type: 'welcome', epoch: 'e2', conversation: 'other', now: 0});
  assert.deepEqual([state.conversation, state.epoch, state.seq], ['other', 'e2', 0]);
});

test('a welcome to the same conversation resumes it', () => {
  const state = reduce(told(started, menu), {type: 'welcome', epoch: 'e1', conversation, now: 0});
  assert.equal(state.seq, 2);
  assert.equal(state.entries.length, 1);
});

test('stars are offered when it is over, unless a survey asks or it was rated', () => {
  const over = {event: 'resolved', by: 'agent', ...maya};
  assert.equal(mayRate(told(started)), false);
  assert.equal(mayRate(told(started, over)), true);
  assert.equal(mayRate(told(started, over, menu)), false);
  assert.equal(mayRate(told(started, over, {event: 'rated', score: 5})), false);
  assert.equal(mayRate(told(started, over, {event: 'rated', score: 5}, {event: 'reopened', by: 'customer'}, over)), true);
});

test('what others said since the last look is unread', () => {
  const state = told(started, menu, {event: 'said', by: 'customer', text: 'x'});
  assert.equal(unread(state), 1);
  assert.equal(unread(reduce(state, {type: 'read', seq: 3})), 0);
});

test('the screen keeps a bounded number of entries and counts the rest', () => {
  let state = told(started);
  for (let seq = 2; seq < ENTRY_LIMIT + 12; seq += 1) {
    state = reduce(state, event(seq, {event: 'said', by: 'bot', text: `${seq}`}));
  }
  assert.equal(state.entries.length, ENTRY_LIMIT);
  assert.equal(state.dropped, 10);
  assert.equal(state.entries[0].seq, 12);
});

test('many events at once come to the same as one after the other', () => {
  const frames = [event(1, started), event(2, menu), event(3, {event: 'said', by: 'customer',
    text: 'An order', answer: {question: 'triage.topic', option: 'order'}}),
  event(4, {event: 'taken', ...maya})];
  const welcome = {type: 'welcome', epoch: 'e1', conversation, text_limit: 4000, now: 0};
  const before = reduce(blank(), welcome);
  const one = frames.reduce(reduce, before);
  assert.deepEqual(reduce(before, {type: 'events', frames}), one);
  assert.deepEqual(before.entries, [], 'what is handed in is left as it was');
  const more = [event(5, {event: 'said', by: 'agent', text: 'Hello', ...maya})];
  assert.deepEqual(reduce(one, {type: 'events', frames: more}), more.reduce(reduce, one));
  assert.equal(one.entries.length, 3);
});

test('what is kept is taken up by the next page, and what was before it is put in front', () => {
  const all = told(started, ...Array.from({length: 300}, (_, n) =>
    ({event: 'said', by: n % 2 ? 'bot' : 'customer', text: `words ${n}`})));
  const state = {...blank(), ...remembered(kept(all))};
  assert.equal(state.entries.length, 100);
  assert.equal(state.dropped, 200);
  assert.equal(state.held, true);
  assert.equal(state.seq, all.seq);
  assert.equal(state.caughtUp, false);
  assert.equal(state.first, state.entries[0].seq);
  // Of what another tab asked for only what joins on is taken.
  const piece = {type: 'past', conversation, entries: all.entries, first: 1};
  assert.equal(reduce(state, {...piece, before: state.first - 1}), state);
  const whole = reduce(state, {...piece, before: state.first});
  assert.deepEqual(whole.entries, all.entries);
  assert.equal(whole.held, false);
  assert.equal(whole.dropped, 0);
  assert.deepEqual(remembered('{"version":1,"seq":3,"conversation":"x","entries":[{"seq":1}]}'), {});
  assert.deepEqual(remembered('nonsense'), {});
  assert.deepEqual(remembered(null), {});
});

test('long words are kept only as far as a page has room', () => {
  const all = told(started, ...Array.from({length: 90}, (_, n) =>
    ({event: 'said', by: 'customer', text: `${n} `.repeat(1300)})));
  assert.ok(kept(all).length < 100_000);
  assert.ok(remembered(kept(all)).entries.length > 4);
});

test('a rating to which words were added later is shown once', () => {
  const state = told(started, {event: 'resolved', by: 'customer'}, {event: 'rated', score: 5},
    {event: 'rated', score: 5, comment: 'quick'});
  assert.equal(state.entries.filter((entry) => entry.what === 'rated').length, 1);
  const again = reduce(state, event(5, {event: 'rated', score: 2}));
  assert.equal(again.entries.filter((entry) => entry.what === 'rated').length, 2);
  assert.equal(again.rated, 2);
});

test('another history of the record is read from its beginning', () => {
  const state = told(started, menu);
  const next = reduce(state, {type: 'welcome', epoch: 'e2', conversation, now: 0});
  assert.equal(next.seq, 0);
  assert.deepEqual(next.entries, []);
});

test('of a long talk the end comes first, and how things stand is known all the same', () => {
  const welcome = {type: 'welcome', epoch: 'e1', conversation, text_limit: 4000, now: 0};
  const {seq: _, ...begun} = event(1, started);
  let state = reduce(reduce(blank(), welcome), {type: 'tail', conversation, first: 9801, before: [
    {...begun, seq: 1}, {seq: 9420, at: 1, event: 'taken', ...maya}]});
  assert.deepEqual([state.stage, state.agent, state.number], ['agent', maya.name, started.number]);
  assert.deepEqual([state.entries, state.seq, state.first, state.held], [[], 9800, 9801, true]);
  state = reduce(state, event(9801, {event: 'said', by: 'customer', text: 'and now?'}));
  assert.equal(state.seq, 9801);
  assert.equal(reduce(state, {type: 'tail', conversation: 'another', first: 5, before: []}), state);
  state = reduce(state, {type: 'past', conversation, before: 9801, first: 9799, entries: [
    {kind: 'said', seq: 9799, at: 1, by: 'customer', text: 'hello'}]});
  assert.deepEqual(state.entries.map(({seq}) => seq), [9799, 9801]);
  assert.deepEqual([state.first, state.held], [9799, true]);
});

test('who reads an earlier conversation is led back when somebody speaks in the latest', () => {
  const old = reduce(told(started, menu), {type: 'go', conversation: 'old'});
  assert.deepEqual([old.conversation, old.seq, old.isChosen], ['old', 0, true]);
  assert.equal(kept({...old, seq: 3}), null, 'the next page begins with the latest');
  assert.equal(reduce(old, event(3, {event: 'said', by: 'customer', text: 'mine'})), old);
  assert.equal(reduce(old, event(3, {event: 'queued', queue: 'orders'})), old);
  const back = reduce(old, event(3, {event: 'said', by: 'agent', ...maya, text: 'hello'}));
  assert.deepEqual([back.conversation, back.seq, back.isChosen], [conversation, 0, false]);
  assert.equal(reduce(old, {type: 'go', conversation}).isChosen, false);
});
