// @ts-check
import {el, icon, write} from './dom.js';

/**
 * The end of a conversation: a rating from one to five stars, with a word beside it.
 *
 * @param {import('./words.js').Words} words
 * @param {(score: number, comment: string | undefined) => void} rate
 */
export function stars(words, rate) {
  const caption = el('div.caption', {'aria-hidden': 'true'});
  const comment = el('textarea', {rows: '2', dir: 'auto', id: 'rating-comment', maxlength: '2000'});
  const more = el('div.why', {hidden: true},
    el('label', {for: 'rating-comment'}, words.say('rateComment')), comment,
    el('button.primary', {type: 'submit'}, words.say('rateSend')));
  let score = 0;
  const pick = (n) => {
    score = n;
    more.hidden = false;
    write(caption, words.say(`stars${n}`));
    more.scrollIntoView({block: 'nearest'});
  };
  const star = (n) => el('label.star', {},
    el('input.unseen', {type: 'radio', name: 'score', value: n, change: () => pick(n)}),
    icon('star'),
    el('span.unseen', {}, `${n}: ${words.say(`stars${n}`)}`));
  return el('form.rating', {submit: (event) => {
    event.preventDefault();
    if (score) rate(score, comment.value.trim() || undefined);
  }},
  el('fieldset', {}, el('legend', {}, words.say('ratePrompt')),
    el('div.stars', {}, ...[1, 2, 3, 4, 5].map(star))), caption, more);
}
