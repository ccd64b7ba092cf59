// @ts-check
export const english = {cut: 'Cut to {limit} characters: {n} did not fit.'};

/**
 * Puts words from elsewhere where the cursor is, as many as the desk takes; fetched when they are long.
 * Returns how many did not fit.
 */
export function fit(/** @type {HTMLTextAreaElement} */ input, /** @type {string} */ text, limit) {
  const {selectionStart, selectionEnd, value} = input;
  const count = (part) => [...part].length;
  const room = Math.max(0, limit - count(value) + count(value.slice(selectionStart, selectionEnd)));
  // Twice as many halves of characters hold whatever fits, and no more is looked at.
  const head = [...text.slice(0, 2 * room)].slice(0, room).join('');
  input.setRangeText(head, selectionStart, selectionEnd, 'end');
  return text.length - head.length;
}
