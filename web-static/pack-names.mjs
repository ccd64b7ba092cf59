/** Short names for what nobody outside can see; for `pack.mjs`. */
import {GIVEN, deeper} from './pack-tokens.mjs';

/** What a page has, that we use, and that no name of ours may hide. */
const PAGE = new Set(`
  AbortController Array Blob Boolean BroadcastChannel CSSStyleSheet CustomEvent Date Error File
  IntersectionObserver createImageBitmap
  HTMLElement Infinity Intl JSON Map Math Number Object Promise Set String TypeError Uint8Array
  AudioContext CSS MutationObserver Notification RegExp isSecureContext ResizeObserver Symbol
  URL WebSocket addEventListener clearInterval getComputedStyle history
  decodeURI encodeURIComponent performance setInterval btoa clearTimeout console crypto customElements document fetch
  localStorage location matchMedia navigator parseInt queueMicrotask sessionStorage setTimeout
  window
`.trim().split(/\s+/));

const OBJECT_AFTER = /^([(,=:[?]|\?\?|\|\||&&|\.\.\.|return|const|let|of)$/;

/**
 * What each word is: a `name` (a variable, function, class or parameter), a `short` hand for a key
 * and a name at once, or neither (a key, a property, a method, a word of the language).
 */
function roles(body) {
  const open = [];
  return body.map(({kind, text}, at) => {
    const before = body[at - 1]?.text ?? '';
    const after = body[at + 1]?.text ?? '';
    if (kind === 'mark' && text === '{') {
      const heading = body.slice(Math.max(0, at - 4), at).map((one) => one.text);
      const isObject = OBJECT_AFTER.test(before);
      open.push(heading.includes('class') ? 'class' : isObject ? 'object' : 'block');
    } else if (kind === 'mark' && /^[([]$/.test(text)) open.push(text);
    else if (kind === 'mark' && /^[})\]]$/.test(text)) open.pop();
    else if (kind === 'template') {
      if (text.startsWith('}')) open.pop();
      if (text.endsWith('${')) open.push('${');
    }
    if (kind !== 'word' || GIVEN.has(text) || text[0] === '#') return '';
    const place = open.at(-1);
    if (before === '.' || before === '?.') return '';
    if (place === 'object' && /^[{,]$/.test(before)) {
      if (after === ':') return '';
      if (/^[,}=]$/.test(after)) return 'short';
    }
    const isHead = place === 'class'
      || (place === 'object' && /^([{,]|async|get|set)$/.test(before));
    return isHead && after === '(' ? '' : 'name';
  });
}

/** The names brought into being: by declarations, as parameters, and by patterns in either. */
function declarations(body, role) {
  const declared = new Set();
  const whole = (from) => { // up to the bracket that closes the one at `from`
    let depth = 0;
    let at = from;
    do depth += deeper(body[at].kind, body[at].text);
    while (depth > 0 && ++at);
    return at;
  };
  const pattern = (from, to) => {
    for (let at = from; at < to; at += 1) {
      if (role[at] && body[at - 1].text !== '=') declared.add(body[at].text);
    }
  };
  body.forEach(({text}, at) => {
    const before = body[at - 1]?.text ?? '';
    const after = body[at + 1]?.text ?? '';
    if (/^(const|let)$/.test(before) && /^[[{]$/.test(text)) pattern(at, whole(at));
    else if (/^(const|let|function|class)$/.test(before) || after === '=>') declared.add(text);
    else if (text === '(' && !/^(if|for|while|switch)$/.test(before)) {
      const end = whole(at);
      if (/^(=>|\{)$/.test(body[end + 1]?.text ?? '')) pattern(at, end);
    }
  });
  return declared;
}

/**
 * Gives every name of ours a short one, the same everywhere, and every `#private` name too.
 * `taken`: names that come from another file.
 */
export function shorten(body, taken = []) {
  const role = roles(body);
  const declared = new Set([...declarations(body, role), ...taken]);
  const weight = new Map();
  body.forEach(({text}, at) => {
    if (text[0] === '#' || role[at]) weight.set(text, (weight.get(text) ?? 0) + 1);
  });
  const unknown = [...weight.keys()].filter(
    (name) => name[0] !== '#' && !declared.has(name) && !PAGE.has(name));
  if (unknown.length) throw new Error(`neither declared nor known of a page: ${unknown.join(' ')}`);
  const short = paint([...weight.keys()].filter((name) => !PAGE.has(name))
    .sort((one, other) => weight.get(other) - weight.get(one)), body, role, taken);
  const shortened = body.flatMap((token, at) => {
    // Nothing is given anew that was `const`: that was seen to where it was written.
    if (token.text === 'const' && token.kind === 'word') return [{...token, text: 'let'}];
    if (!role[at] && token.text[0] !== '#') return [token];
    const name = {...token, text: short.get(token.text) ?? token.text};
    return role[at] === 'short' ? [token, {kind: 'mark', text: ':'}, name] : [name];
  });
  return {shortened, short};
}

const LETTERS = 'etnrisaolcdupmhfgvbykwxzjqTEANSRIOCLDPUMHFGVBYKWXZJQ$_';

function letters(n) {
  return n < 54 ? LETTERS[n] : LETTERS[Math.floor(n / 54) - 1] + LETTERS[n % 54];
}

/**
 * Short names, the most frequent first. Each long name has one short name everywhere; two share it
 * only if no declaration at the top holds both, so that within each one the renaming is one to one.
 */
function paint(longs, body, role, taken) {
  const units = [new Set()];
  const tops = new Set(taken);
  let depth = 0;
  body.forEach(({kind, text}, at) => {
    depth += deeper(kind, text);
    if (depth === 0 && /^(const|let|class|function)$/.test(text)) {
      units.push(new Set());
      tops.add(body[at + 1].text);
    }
    if (role[at] || text[0] === '#') units.at(-1).add(text);
  });
  units.push(tops);
  const short = new Map();
  for (const long of longs) {
    const near = units.filter((unit) => unit.has(long));
    const used = new Set(near.flatMap((unit) => [...unit].map((name) => short.get(name))));
    for (let n = 0; !short.has(long); n += 1) {
      const text = (long[0] === '#' ? '#' : '') + letters(n);
      if (!used.has(text) && !GIVEN.has(text)) short.set(long, text);
    }
  }
  return short;
}
