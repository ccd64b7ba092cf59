// @ts-check
import {el, write} from './dom.js';
import {openQuestion} from './state.js';

/**
 * A form of the bot: fields with labels, checked before they are sent, errors beside the field.
 * Fetched with the first form.
 *
 * @typedef {import('./state.js').Said} Said
 * @typedef {import('./message.js').Desk} Desk
 */

export const english = {
  submit: 'Send',
  required: 'Please fill in “{label}”.',
  badEmail: 'This does not look like an e-mail address.',
  badPhone: 'This does not look like a phone number.',
  badURL: 'This does not look like a web address.',
  badNumber: 'Please give a number.',
  optional: 'optional',
};

/** How each kind of field is typed, what the browser may fill in by itself, and what is none of it. */
const KINDS = {
  email: {type: 'email', autocomplete: 'email', inputmode: 'email', autocapitalize: 'none'},
  phone: {type: 'tel', autocomplete: 'tel', inputmode: 'tel'},
  url: {type: 'url', autocomplete: 'url', inputmode: 'url', autocapitalize: 'none'},
  date: {type: 'date'},
  int: {inputmode: 'numeric'},
  number: {inputmode: 'decimal'},
};
const SHAPES_OF = {
  email: [/^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'badEmail'],
  phone: [/^\+?[\d\s().\/-]{5,30}$/, 'badPhone'],
  url: [/^(https?:\/\/)?[^\s.]+\.\S+$/i, 'badURL'],
  int: [/^[-+]?\d+$/, 'badNumber'],
  number: [/^[-+]?[\d.,\s]+$/, 'badNumber'],
};

/** The composer, while the bot asks for what is typed in a manner of its own: the keyboard for it. */
export class Typed {
  #input;

  constructor(_, desk, {composer}) {
    this.#input = composer.input;
  }

  render(/** @type {import('./state.js').State} */ state) {
    const kind = KINDS[openQuestion(state) && state.expects] ?? {};
    // The keyboard of a phone changes only where there is something else to type.
    for (const name of ['inputmode', 'autocomplete', 'autocapitalize']) {
      const value = kind[name] ?? null;
      if (this.#input.getAttribute(name) === value) continue;
      value ? this.#input.setAttribute(name, value) : this.#input.removeAttribute(name);
    }
  }
}

let count = 0;

export function offerForm(/** @type {Said} */ entry, /** @type {Desk} */ desk) {
  const {words} = desk;
  const fields = (entry.form ?? []).map((field) => control(field, words, entry.lang));
  const submit = (event) => {
    event.preventDefault();
    const wrong = fields.filter((field) => !check(field, words));
    if (wrong.length) return wrong[0].input.focus();
    const values = Object.fromEntries(fields.map((one) => [one.field.id, valueOf(one)]));
    const text = fields.map((one) => `${one.field.label}: ${shown(one)}`).join('\n');
    desk.fill(/** @type {string} */ (entry.question), values, text);
  };
  return el('form.form', {novalidate: true, submit},
    ...fields.map((field) => field.box),
    el('button.primary', {type: 'submit'}, words.say('submit')));
}

function control(field, words, lang) {
  const id = `field-${++count}`;
  const named = {
    id, name: field.id, 'aria-required': field.required ? 'true' : null,
    'aria-describedby': `${id}-error`, dir: 'auto',
  };
  const isBox = /^(bool|yes_no|consent)$/.test(field.kind);
  const input = inputOf(field, isBox, named, lang);
  const error = el('div.error', {id: `${id}-error`});
  const label = el('label', {for: id, dir: 'auto'}, el('span', {lang}, field.label),
    !field.required && el('span.soft', {}, ` (${words.say('optional')})`));
  const parts = isBox ? [el('div.tick', {}, input, label)] : [label, input];
  const one = {field, input, error, isBox, box: el('div.field', {}, ...parts, error)};
  input.addEventListener('input', () => error.textContent && check(one, words));
  return one;
}

/** A choice, a tick, a line, or words, whose field grows with them. */
function inputOf(field, isBox, named, lang) {
  if (field.options?.length) {
    return el('select', named, el('option', {value: ''}, ''),
      ...field.options.map(({id, label}) => el('option', {value: id, lang}, label)));
  }
  if (isBox) return el('input', {...named, type: 'checkbox'});
  const isLong = field.long || field.kind === 'long';
  if (!/^(text|long)$/.test(field.kind)) return el('input', {...KINDS[field.kind], ...named});
  return el('textarea', {...named, class: isLong && 'long', rows: isLong ? 4 : 1, keydown: (event) => {
    // Several lines are wanted where there is room for them.
    if (event.key !== 'Enter' || isLong || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  }});
}

const valueOf = ({input, isBox}) => (isBox ? String(input.checked) : input.value.trim());

/** What the customer reads of their answer below. */
const shown = ({input, isBox}) => (isBox ? (input.checked ? '✓' : '–')
  : input.selectedOptions ? input.selectedOptions[0].label : input.value.trim());

function check(one, words) {
  const {field, input, error, isBox} = one;
  const [shape, name] = SHAPES_OF[field.kind] ?? [];
  const value = isBox ? (input.checked ? '1' : '') : valueOf(one);
  const wrong = field.required && !value ? words.say('required', {label: field.label})
    : value && shape && !shape.test(value) ? words.say(name) : '';
  write(error, wrong);
  if (wrong) input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
  return !wrong;
}

/** How it looks: beside the widget's own sheet, once there is a form. */
export const css = `
.form { padding: 14px; display: grid; gap: 12px; margin-block-start: 4px; inline-size: 290px;
  max-inline-size: 100%; }
.field { display: grid; gap: 5px; font-size: 14px; min-inline-size: 0; }
.field label { font-weight: 600; }
.field .soft { font-weight: 400; }
.form :is(input:not([type=checkbox]), textarea, select) {
  inline-size: 100%; min-block-size: 44px; padding: 9px 12px; border: 1px solid var(--field);
  border-radius: 10px; background: var(--paper); font-size: 16px;
}
.form [aria-invalid=true] { border-color: var(--bad); box-shadow: inset 0 0 0 1px var(--bad); }
.form { border: 1px solid var(--line); border-radius: 14px; background: var(--paper); }
.form textarea.long { min-block-size: 108px; }
.form :is(input, textarea, select) { scroll-margin-block: 44px 36px; }
.form textarea { resize: none; field-sizing: content; max-block-size: 240px; }
.tick { display: flex; align-items: flex-start; gap: 10px; min-block-size: 44px; padding-block: 9px; }
.tick input { inline-size: 24px; block-size: 24px; flex: none; accent-color: var(--link); }
`;
