// @ts-check
import {el, icon, write} from './dom.js';

/**
 * The end of a conversation: a rating from one to five stars with a word beside it, and the ways on.
 *
 * @param {import('./words.js').Words} words
 * @param {(score: number, comment: string | undefined) => void} rate
 */
export function stars(words, rate) {
  const caption = el('div', {class: 'caption', 'aria-hidden': 'true'});
  const comment = el('textarea', {rows: '2', dir: 'auto', id: 'rating-comment', maxlength: '2000'});
  const more = el('div', {class: 'why', hidden: true},
    el('label', {for: 'rating-comment'}, words.say('rateComment')), comment,
    el('button', {type: 'submit', class: 'primary'}, words.say('rateSend')));
  let score = 0;
  const pick = (n) => {
    score = n;
    more.hidden = false;
    write(caption, words.say(`stars${n}`));
    more.scrollIntoView({block: 'nearest'});
  };
  const star = (n) => el('label', {class: 'star'},
    el('input', {type: 'radio', name: 'score', value: n, class: 'unseen', change: () => pick(n)}),
    icon('star'),
    el('span', {class: 'unseen'}, `${n}: ${words.say(`stars${n}`)}`));
  return el('form', {class: 'rating', submit: (event) => {
    event.preventDefault();
    if (score) rate(score, comment.value.trim() || undefined);
  }},
  el('fieldset', {}, el('legend', {}, words.say('ratePrompt')),
    el('div', {class: 'stars'}, ...[1, 2, 3, 4, 5].map(star))), caption, more);
}
