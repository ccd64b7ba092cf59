import assert from 'node:assert/strict';
import {test} from 'node:test';
import {bold, isMarked, linked, safeLink} from '../../../../web-static/src/links.js';
import {inline, markdown} from '../../../../web-static/src/markdown.js';

test('bold, italic, code and links', () => {
  assert.deepEqual(inline('a **b** *c* `d*e` [f](https://g.example/h)'), [
    'a ', {tag: 'strong', children: ['b']}, ' ', {tag: 'em', children: ['c']}, ' ',
    {tag: 'code', children: ['d*e']}, ' ',
    {tag: 'a', href: 'https://g.example/h', children: ['f']},
  ]);
});

test('marks without a partner stay as they are', () => {
  for (const text of ['2 * 3 * 4', '**', 'a ** b', '[x](', '[x]()', '`', 'snake_case_name']) {
    assert.deepEqual(inline(text), [text]);
  }
});

test('an escaped mark is a plain character', () => {
  assert.deepEqual(inline('\\*not\\* \\[a\\]\\(b\\)'), ['*not* [a](b)']);
});

test('paragraphs, headings and lists', () => {
  assert.deepEqual(markdown('## First\nLook.\nAgain.\n\n- one\n- two\n  more\n\n3. three'), [
    {tag: 'h', children: ['First']},
    {tag: 'p', children: ['Look.\nAgain.']},
    {tag: 'ul', start: 1, items: [['one'], ['two\nmore']]},
    {tag: 'ol', start: 3, items: [['three']]},
  ]);
});

test('only addresses a customer may be sent to are links', () => {
  for (const good of ['https://a.example/', 'http://a.example/', 'mailto:a@b.example', 'tel:+4912']) {
    assert.equal(safeLink(good), good);
  }
  const bad = ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\nscript:alert(1)', ' javascript:1',
    'data:text/html,x', 'vbscript:x', 'blob:https://a.example/x', 'file:///etc/passwd', '//a.example',
    '/path', 'https://user@bank.example/', 'https://', '', '\u0001javascript:alert(1)'];
  for (const address of bad) assert.equal(safeLink(address), null, address);
  assert.deepEqual(inline('[x](javascript:alert(1))'), ['[x](javascript:alert(1))']);
});

test('bare web addresses become links without the punctuation behind them', () => {
  assert.deepEqual(linked('See https://a.example/b?c=d.'), [
    'See ', {tag: 'a', href: 'https://a.example/b?c=d', children: ['https://a.example/b?c=d']}, '.',
  ]);
});

test('markup is text', () => {
  const text = '<img src=x onerror=alert(1)> <svg onload=alert(1)>';
  assert.deepEqual(markdown(text), [{tag: 'p', children: [text]}]);
});

test('every text can be read, and no character of it is invented', () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  console.log(`SEED=${seed}`);
  let state = seed;
  const chance = (n) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % n;
  };
  const parts = ['*', '**', '`', '[', '](', ')', '\\', '\n', '- ', '1. ', '# ', 'https://a.example', 'x',
    ' ', 'é', '😀', '<b>', 'javascript:'];
  const words = (node) => (typeof node === 'string' ? node
    : (node.items ?? [node.children]).flat().map(words).join(''));
  for (let round = 0; round < 3000; round += 1) {
    const text = Array.from({length: chance(30)}, () => parts[chance(parts.length)]).join('');
    const read = markdown(text).map(words).join('');
    for (const character of read) assert.ok(text.includes(character), `${seed}: ${JSON.stringify(text)}`);
  }
});

test('reading takes time in proportion to the text', () => {
  const time = (text) => {
    const before = performance.now();
    markdown(text);
    return performance.now() - before;
  };
  for (const unit of ['**a', '[', '[a](', '`', '*a ', '**a** ', 'https://', '- a\n']) {
    time(unit.repeat(2000));
    assert.ok(time(unit.repeat(40_000)) < 1500, JSON.stringify(unit));
  }
});

test('a block between fences is shown as it is written', () => {
  assert.deepEqual(markdown('look:\n```sh\nmake *run*\n  [a](b)\n```\nthen go on'), [
    {tag: 'p', children: ['look:']},
    {tag: 'pre', children: ['make *run*\n  [a](b)']},
    {tag: 'p', children: ['then go on']},
  ]);
  assert.deepEqual(markdown('```make run```'), [{tag: 'pre', children: ['make run']}]);
  assert.deepEqual(markdown('```\nnever closed'), [{tag: 'pre', children: ['never closed']}]);
});

test('a link that is named like another address says where it leads', () => {
  const [link] = inline('[https://acme.example](https://evil.example/a)');
  assert.deepEqual(link, {tag: 'a', href: 'https://evil.example/a',
    children: ['https://acme.example (evil.example)']});
  assert.deepEqual(inline('[acme.example](https://evil.example/a)')[0].children,
    ['acme.example (evil.example)']);
  assert.deepEqual(inline('[acme.example/help](https://acme.example/help)')[0].children,
    ['acme.example/help']);
  assert.deepEqual(inline('[the page v1.2 of it](https://acme.example)')[0].children,
    ['the page v1.2 of it']);
});

test('bold words are the same with the whole reader and without', () => {
  for (const text of ['a **b c** d', '**all**', 'x ** y ** z', 'one\n\ntwo **2**', 'https://a.example **b**',
    'no marks at all', '**', 'a**b**c']) {
    assert.ok(!isMarked(text), text);
    assert.deepEqual(flat(bold(text)), flat(markdown(text)), text);
  }
  for (const text of ['*a*', '`a`', '# a', '- a', '1. a', '[a](https://b.example)', 'a \\* b']) {
    assert.ok(isMarked(text), text);
  }
});

/** Neighbouring words as one. */
function flat(blocks) {
  const joined = (children) => children.reduce((out, one) => {
    const node = one.children ? {...one, children: joined(one.children)} : one;
    if (node === '') return out;
    if (typeof node === 'string' && typeof out.at(-1) === 'string') out.push(out.pop() + node);
    else out.push(node);
    return out;
  }, []);
  return blocks.map((block) => ({...block, children: joined(block.children)}));
}

test('an article that an agent puts in is a link with its title, and says where it leads', () => {
  const text = 'Read this:\nCancel an order: https://shop.example/help/cancel\nhttps://a.example/b';
  assert.ok(isMarked(text));
  assert.deepEqual(markdown(text), [
    {tag: 'p', children: ['Read this:']},
    {tag: 'p', children: [{tag: 'a', href: 'https://shop.example/help/cancel',
      children: ['Cancel an order']}, ' · shop.example']},
    {tag: 'p', children: [{tag: 'a', href: 'https://a.example/b', children: ['https://a.example/b']}]},
  ]);
  // Where more stands beside it, or what it leads to is not for customers, nothing is hidden.
  for (const line of ['See: https://a.example/b and more', 'Pay: https://user@bank.example/']) {
    assert.ok(JSON.stringify(markdown(line)).includes(line.split(' ')[1]), line);
  }
});
