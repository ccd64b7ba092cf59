// Packed from src/
export function stars(el,icon,write,words,rate){const caption=el('div.caption',{'aria-hidden':'true'});const comment=el('textarea',{rows:'2',dir:'auto',id:'rating-comment',maxlength:'2000'});const more=el('div.why',{hidden:true},el('label',{for:'rating-comment'},words.say('rateComment')),comment,el('button.primary',{type:'submit'},words.say('rateSend')));let score=0;const pick=(n)=>{score=n;more.hidden=false;write(caption,words.say(`stars${n}`));more.scrollIntoView({block:'nearest'})};const star=(n)=>el('label.star',{},el('input.unseen',{type:'radio',name:'score',value:n,change:()=>pick(n)}),icon('star'),el('span.unseen',{},`${n}: ${words.say(`stars${n}`)}`));return el('form.rating',{submit:(event)=>{event.preventDefault();if(score)rate(score,comment.value.trim()||undefined)}},el('fieldset',{},el('legend',{},words.say('ratePrompt')),el('div.stars',{},...[1,2,3,4,5].map(star))),caption,more)}export const css=`
.rating { padding: 16px; }
legend { padding: 0; margin-inline: auto; font-size: 15px; font-weight: 600; }
.stars { display: flex; justify-content: center; margin-block-start: 6px; }
.star { inline-size: 48px; block-size: 48px; display: grid; place-items: center; cursor: pointer;
  border-radius: 12px; color: var(--field); position: relative; }
.star .icon { inline-size: 32px; block-size: 32px; stroke-width: 1.4; }
.star:has(:checked), .star:has(~ .star :checked) { color: #b06f00; }
.star:has(:checked) .icon, .star:has(~ .star :checked) .icon { fill: #f5b301; }
.star:has(:focus-visible) { outline: 2px solid var(--link); }
.caption { min-block-size: 1.5em; color: var(--soft); }
.why { display: grid; gap: 8px; text-align: start; margin-block-start: 8px; }
@media (forced-colors: active) {
  .star:has(:checked) .icon, .star:has(~ .star :checked) .icon { fill: Highlight; }
}
`;
