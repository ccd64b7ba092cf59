// @ts-check
/**
 * A form of the bot: fields with labels, checked before they are sent, errors beside the field.
 *
 * A file of its own, fetched with the first form; so it imports nothing, and is given what it needs.
 *
 * @typedef {import('./state.js').Said} Said
 * @typedef {import('./message.js').Desk} Desk
 */

/** How each kind of field is typed, and what the browser may fill in by itself. */
const KINDS = {
  email: {type: 'email', autocomplete: 'email'},
  phone: {type: 'tel', autocomplete: 'tel'},
  date: {type: 'date'},
  int: {inputmode: 'numeric'},
};

let count = 0;

/**
 * @param {typeof import('./dom.js').el} el
 * @param {typeof import('./dom.js').write} write
 * @param {Said} entry
 * @param {Desk} desk
 */
export function offerForm(el, write, entry, desk) {
  const {words} = desk;
  const check = checkWith(write);
  const fields = (entry.form ?? []).map((field) => control(el, check, field, words));
  const submit = (event) => {
    event.preventDefault();
    const wrong = fields.filter((field) => !check(field, words));
    if (wrong.length) return wrong[0].input.focus();
    const values = Object.fromEntries(fields.map((one) => [one.field.id, one.input.value.trim()]));
    const text = fields.map((one) => `${one.field.label}: ${values[one.field.id]}`).join('\n');
    desk.fill(/** @type {string} */ (entry.question), values, text);
  };
  return el('form.form', {novalidate: true, submit},
    ...fields.map((field) => field.box),
    el('button.primary', {type: 'submit'}, words.say('submit')));
}

function control(el, check, field, words) {
  const id = `field-${++count}`;
  const kind = KINDS[field.kind];
  const input = el('input', {
    ...kind, id, name: field.id, 'aria-required': field.required ? 'true' : null,
    'aria-describedby': `${id}-error`, dir: 'auto',
  });
  const error = el('div.error', {id: `${id}-error`});
  const label = el('label', {for: id, dir: 'auto'}, field.label,
    !field.required && el('span.soft', {}, ` (${words.say('optional')})`));
  const one = {field, input, error, box: el('div.field', {}, label, input, error)};
  input.addEventListener('input', () => error.textContent && check(one, words));
  return one;
}

const checkWith = (write) => ({field, input, error}, words) => {
  const value = input.value.trim();
  const wrong = field.required && !value ? words.say('required', {label: field.label})
    : field.kind === 'email' && value && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value)
      ? words.say('badEmail') : '';
  write(error, wrong);
  if (wrong) input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
  return !wrong;
};
