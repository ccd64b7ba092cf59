// @ts-check
import {SHAPES, el, icon, write} from './dom.js';

/**
 * The end of a conversation: a rating from one to five stars, which is sent when it is given; words
 * may follow it. Fetched where there is something to rate.
 */

SHAPES.star = 'M12 4l2.5 5 5.5.8-4 3.9 1 5.5-5-2.6-5 2.6 1-5.5-4-3.9 5.5-.8Z';

export const english = {
  anew: 'Start a new conversation',
  ratePrompt: 'How was our help?',
  stars1: 'Very unhappy',
  stars2: 'Unhappy',
  stars3: 'It was OK',
  stars4: 'Happy',
  stars5: 'Very happy',
  rateComment: 'Anything to add? (optional)',
};

/** Whether stars should be offered: it is over, no survey has asked, and nothing was rated. */
export function mayRate(/** @type {State} */ state) {
  return state.stage === 'resolved' && !state.surveyed && state.rated === null && state.caughtUp
    && !state.pending.some((order) => order.do === 'rate');
}

/** What stands behind the last message once it is over. */
export class Closing {
  #element;
  #desk;
  #panel;
  #rates;
  #drawn;
  #state;

  constructor(/** @type {HTMLElement} */ element, desk, panel) {
    this.#element = element;
    this.#desk = desk;
    this.#panel = panel;
    this.#rates = false;
  }

  /** Drawn once per ending, so that half-written comments are not lost to the next event. */
  render(/** @type {import('./state.js').State} */ state) {
    this.#state = state;
    const isOver = state.stage === 'resolved' && state.caughtUp;
    this.#rates = isOver && !state.surveyed && (this.#rates || mayRate(state));
    const what = isOver ? `over ${this.#rates} ${state.conversation}` : '';
    if (this.#drawn === what) return;
    this.#drawn = what;
    this.#element.hidden = !isOver;
    this.#element.replaceChildren(...isOver ? this.#parts() : []);
  }

  #parts() {
    const {words, order, anew} = this.#desk;
    const rate = (score, comment) => order('rate', {score, comment});
    return [
      this.#rates && stars(words, rate, () => {
        this.#rates = false;
        this.render(this.#state);
        this.#panel.focus();
      }),
      el('p.soft', {}, words.say('again')),
      el('button.secondary', {type: 'button', click: () => {
        anew();
        this.#panel.focus();
      }}, words.say('anew')),
    ].filter(Boolean);
  }
}

/** One answer of the bot's survey, drawn as a star. */
export const star = (label) => [icon('star'), el('span.unseen', {}, label)];

function stars(words, rate, done) {
  const caption = el('div.caption', {'aria-hidden': 'true'});
  const comment = el('textarea', {rows: '2', dir: 'auto', id: 'rating-comment', maxlength: '2000'});
  const more = el('div.why', {hidden: true},
    el('label', {for: 'rating-comment'}, words.say('rateComment')), comment,
    el('button.primary', {type: 'submit'}, words.say('send')));
  let score = 0;
  let sent = 0;
  let timer = 0;
  // With the arrow keys one comes by the others: it is given when the choice rests.
  const give = () => {
    clearTimeout(timer);
    if (score && score !== sent) rate(sent = score);
  };
  const pick = (n) => {
    score = n;
    more.hidden = false;
    write(caption, words.say(`stars${n}`));
    clearTimeout(timer);
    timer = setTimeout(give, 900);
  };
  const one = (n) => el('label.star', {click: ({detail}) => detail && setTimeout(give)},
    el('input.unseen', {type: 'radio', name: 'score', value: n, change: () => pick(n)}),
    icon('star'),
    el('span.unseen', {}, `${n}: ${words.say(`stars${n}`)}`));
  return el('form.rating', {submit: (event) => {
    event.preventDefault();
    const text = comment.value.trim();
    clearTimeout(timer);
    if (text || score !== sent) rate(score, text || undefined);
    done();
  }},
  el('fieldset', {focusout: give}, el('legend', {}, words.say('ratePrompt')),
    el('div.stars', {}, ...[1, 2, 3, 4, 5].map(one))), caption, more);
}

/** How it looks: beside the widget's own sheet, once there is something to rate. */
export const css = `
.rating { padding: 16px; inline-size: 100%; border: 1px solid var(--line); border-radius: 14px; }
legend { padding: 0; margin-inline: auto; font-size: 15px; font-weight: 600; }
.stars { display: flex; justify-content: center; margin-block-start: 6px; }
.star { padding: 0; border: 0; background: none; inline-size: 48px; block-size: 48px;
  display: grid; place-items: center; cursor: pointer;
  border-radius: 12px; color: var(--field); position: relative; }
.star .icon { inline-size: 32px; block-size: 32px; stroke-width: 1.4; }
.star:has(:checked), .star:has(~ .star :checked) { color: #b06f00; }
.options .star { color: var(--soft); }
@media (hover: hover) {
  .star:hover:enabled .icon, .star:has(~ .star:hover:enabled) .icon { fill: #f5b301; color: #b06f00; }
}
.star:has(:checked) .icon, .star:has(~ .star :checked) .icon { fill: #f5b301; }
.star:has(:focus-visible) { outline: 2px solid var(--link); }
.caption { min-block-size: 1.5em; color: var(--soft); }
.why label { font-weight: 600; }
.why textarea { inline-size: 100%; padding: 9px 12px; border: 1px solid var(--field);
  border-radius: 10px; background: var(--paper); font-size: 16px; }
.why { display: grid; gap: 8px; text-align: start; margin-block-start: 8px; }
@media (forced-colors: active) {
  .star:has(:checked) .icon, .star:has(~ .star :checked) .icon { fill: Highlight; }
}
`;
