import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import {gzipSync} from 'node:zlib';

test('who comes from another product loads at most 6 kB more, and nobody else does', () => {
  const read = (name) => readFileSync(new URL(`../../../../web-static/${name}`, import.meta.url));
  assert.ok(gzipSync(read('shim.js'), {level: 9}).length <= 6 * 1024);
  for (const name of ['chat.js', 'widget.js']) assert.ok(!read(name).includes('shim'), name);
});
