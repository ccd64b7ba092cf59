import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LONGEST, afterClose, delay} from '../../../../web-static/src/backoff.js';

test('the bound doubles from half a second to half a minute', () => {
  const bounds = Array.from({length: 9}, (_, attempt) => delay(attempt, () => 1));
  assert.deepEqual(bounds, [500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
  assert.equal(delay(10_000, () => 1), LONGEST);
});

test('the wait is anywhere under the bound', () => {
  assert.equal(delay(3, () => 0), 0);
  assert.equal(delay(3, () => 0.5), 2000);
});

test('closes that coming back would not mend are final', () => {
  for (const code of [1003, 1007, 1009, 4003, 4005, 4009]) assert.equal(afterClose(code, 0), null);
});

test('each other close has its own way back', () => {
  const half = () => 0.5;
  assert.deepEqual(afterClose(1006, 2, half), {after: 1000});
  assert.deepEqual(afterClose(1012, 7, half), {after: 2750});
  assert.deepEqual(afterClose(4008, 0, half), {after: 0});
  assert.deepEqual(afterClose(4013, 2, half), {after: 1000});
  assert.deepEqual(afterClose(4008, 1, half), {after: 500});
  assert.deepEqual(afterClose(4010, 0, half), {after: LONGEST, why: 'too_many'});
  assert.deepEqual(afterClose(4001, 0, half), {after: 250, forget: true});
});
