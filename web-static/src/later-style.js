// @ts-check
/** How looks what comes after the first words of a chat: beside the widget's own sheet. */
export const laterStyle = `
.latest {
  position: absolute; inset-block-end: 10px; inset-inline: 0; margin-inline: auto;
  inline-size: fit-content; display: flex; align-items: center; gap: 6px; min-block-size: 44px;
  padding: 0 16px; border: 1px solid var(--line); border-radius: 22px; background: var(--paper);
  box-shadow: 0 4px 16px rgb(15 20 50 / .16); font-size: 14px;
}
.strip { display: flex; align-items: center; gap: 12px; padding: 12px 16px; flex: none;
  border-block-end: 1px solid var(--line); background: var(--raised); font-size: 14px;
  line-height: 1.4; }
.strip strong { font-weight: 600; }
.strip p { font-size: 13px; color: var(--soft); }
@media (hover: hover) {
  .remedies button:hover, .secondary:hover {
    background: color-mix(in srgb, currentColor 13%, transparent); }
}
.number { min-inline-size: 40px; block-size: 40px; border-radius: 20px; display: grid;
  place-items: center; background: var(--paper); color: var(--link); font-size: 17px;
  font-weight: 700; padding-inline: 8px; border: 2px solid; }

.card, .ticket { inline-size: 100%; border: 1px solid var(--line);
  border-radius: 14px; background: var(--paper); }
.card { padding: 12px 14px 2px; margin-block-start: 4px; }
.card .name { display: flex; gap: 8px; align-items: flex-start; line-height: 1.4;
  margin-block-end: 4px; }
.card .name .icon { color: var(--link); }
.card h3 { overflow-wrap: anywhere; min-inline-size: 0; }
.text { font-size: 14px; overflow-wrap: anywhere; }
.text p { white-space: pre-wrap; }
.more { min-block-size: 44px; padding: 0; border: 0; background: none;
  color: var(--link); font-size: 14px; font-weight: 600; }
.remedies { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 4px; }
.remedies button { min-block-size: 44px; min-inline-size: 44px; padding: 0 12px; border: 0;
  border-radius: 10px; background: none; color: var(--link); font-weight: 600; }
.notice { display: flex; align-items: center; justify-content: center; gap: 6px;
  margin-block: 4px 16px; color: var(--soft); font-size: 13px; text-align: center; }
.notice::before, .notice::after { content: ""; flex: 1; min-inline-size: 12px; block-size: 1px;
  background: var(--line); }
.resolved, .rated { color: var(--link); }
.ticket { display: flex; gap: 12px; padding: 14px; margin-block-end: 16px; font-size: 14px; }
.ticket .icon { inline-size: 24px; block-size: 24px; color: var(--link); }
.ticket strong { font-size: 15px; font-weight: 600; }
.closing { display: flex; flex-direction: column; align-items: center; gap: 12px;
  padding-block: 4px 8px; font-size: 14px; text-align: center; }
.refused .bubble { background: var(--paper); color: var(--ink);
  box-shadow: inset 0 0 0 1.5px var(--bad); }
.fate { text-align: end; }
.refused .fate { color: var(--bad); }
.typing { display: flex; align-items: center; gap: 8px; padding: 0 16px 8px; font-size: 13px;
  color: var(--soft); flex: none; }
.dots { display: inline-flex; gap: 4px; padding: 7px 9px; border-radius: 11px;
  background: var(--raised); }
.dots i { inline-size: 6px; block-size: 6px; border-radius: 3px; background: var(--soft);
  animation: nod 1.2s infinite ease-in-out; }
.dots i:nth-child(2) { animation-delay: .15s; }
.dots i:nth-child(3) { animation-delay: .3s; }
@keyframes nod { 0%, 60%, 100% { transform: none; } 30% { transform: translateY(-3px); } }
.text > * + * { margin-block-start: 8px; }
.text a { color: var(--link); }
.followed:has(.card) { margin-block-end: 10px; }
:is(.bubble, .text) :is(ul, ol) { padding-inline-start: 20px; }
li + li { margin-block-start: 3px; }
h3, h4, .title { font-size: inherit; font-weight: 600; }
code { font: 13px/1.4 ui-monospace, monospace; padding: 1px 4px;
  border-radius: 4px; background: color-mix(in srgb, currentColor 13%, transparent); }
pre { margin: 0; padding: 8px; border-radius: 8px; white-space: pre-wrap; font: 13px/1.4 ui-monospace,
  monospace; background: color-mix(in srgb, currentColor 8%, transparent); }
@media (forced-colors: active) { .number { border: 1px solid ButtonText; } }
`;
