/** A module's text as the words and marks it is made of, each with its kind; for `pack.mjs`. */

/** Names of the page and the language that our own may never stand in for. */
export const GIVEN = new Set(`arguments async await break case catch class const constructor continue
  default delete do else export extends false finally for from function get if import in instanceof
  let new null of return set static super switch this throw true try typeof undefined var void while
  yield`.split(/\s+/));

/** Words after which a slash begins a regular expression. */
const BEFORE_REGEX = /^(return|typeof|case|in|of|delete|void|throw|new|else|do|await|yield)$/;

const LONG = '[.]{3}|=>|[?]{2}=?|[|]{2}=?|&&=?|[*]{2}=?|[=!]==|[?][.](?!\\d)';
const MARK = new RegExp(`^(${LONG}|[-+*/%<>=!]=|[+]{2}|--|<<|>>>?|.)`, 'su');

export function tokens(source) {
  const out = [];
  const stack = []; // open braces; `${` inside a template is told apart
  let at = 0;
  const take = (kind, end) => {
    out.push({kind, text: source.slice(at, end)});
    at = end;
  };
  const template = (from) => {
    let end = from;
    while (end < source.length && source[end] !== '`') {
      if (source[end] === '\\') end += 1;
      else if (source.startsWith('${', end)) return stack.push('${'), take('template', end + 2);
      end += 1;
    }
    take('template', end + 1);
  };
  while (at < source.length) {
    const rest = source.slice(at, at + 400);
    const space = /^\s+/.exec(rest);
    if (space) at += space[0].length;
    else if (rest.startsWith('//')) at = (source + '\n').indexOf('\n', at);
    else if (rest.startsWith('/*')) at = source.indexOf('*/', at) + 2;
    else if (rest[0] === '`') template(at + 1);
    else if (rest[0] === '}' && stack.at(-1) === '${') stack.pop(), template(at + 1);
    else if (rest[0] === "'" || rest[0] === '"') take('string', endOfString(source, at));
    else if (rest[0] === '/' && regexMayBegin(out.at(-1))) take('regex', endOfRegex(source, at));
    else {
      const word = /^#?[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(rest);
      const number = /^\.?\d[\w.]*/.exec(rest);
      const mark = MARK.exec(rest);
      if (rest[0] === '{') stack.push('{');
      if (rest[0] === '}') stack.pop();
      if (word) take('word', at + word[0].length);
      else if (number) take('number', at + number[0].length);
      else take('mark', at + mark[0].length);
    }
  }
  return out;
}

function endOfString(source, at) {
  let end = at + 1;
  while (source[end] !== source[at]) end += source[end] === '\\' ? 2 : 1;
  return end + 1;
}

function endOfRegex(source, at) {
  let end = at + 1;
  for (let isClass = false; isClass || source[end] !== '/'; end += 1) {
    if (source[end] === '\\') end += 1;
    else if (source[end] === '[') isClass = true;
    else if (source[end] === ']') isClass = false;
  }
  return end + 1 + /^[a-z]*/.exec(source.slice(end + 1))[0].length;
}

function regexMayBegin(before) {
  if (!before) return true;
  if (before.kind === 'word') return BEFORE_REGEX.test(before.text);
  return before.kind === 'mark' && !/^[)\]}]$/.test(before.text);
}

/** How many levels a token opens or closes. */
export function deeper(kind, text) {
  if (kind === 'template') return (text.endsWith('${') ? 1 : 0) - (text.startsWith('}') ? 1 : 0);
  if (kind !== 'mark') return 0;
  return /^[{([]$/.test(text) ? 1 : /^[})\]]$/.test(text) ? -1 : 0;
}
