// @ts-check
/**
 * How the widget looks. Logical properties throughout, so that a page read from the right is
 * mirrored; system colours take over where the customer forces them; nothing moves for those who
 * asked for stillness.
 */
export const style = `
/* What is important in here wins over what is important in the page: its rules for all elements do
   not reach the host, which has no size and no place in the page's layout. */
:host {
  all: initial !important; display: block !important; position: fixed !important;
  inset: 0 auto auto 0 !important; inline-size: 0 !important; block-size: 0 !important;
  z-index: var(--frontdesk-z, 2147483000) !important;
}
@media print { :host { display: none !important; } }
[hidden] { display: none !important; }
*, *::before, *::after { box-sizing: border-box; }

.frame {
  --x: 20px; --y: 20px; --right: var(--x);
  --accent: var(--fill-light, #3346d3); --on-accent: var(--on-light, #fff);
  --ink: #171a21; --soft: #59606e; --line: #e2e5eb; --paper: #fff; --raised: #f3f4f8;
  --link: var(--link-light, #2c3cb8); --bad: #b3261e;
  --field: #868d9b;
  color: var(--ink); color-scheme: light;
  font: 400 15px/1.5 system-ui, sans-serif;
}
.frame[data-theme=dark] {
  --accent: var(--fill-dark, #5468e8); --on-accent: var(--on-dark, #fff);
  --ink: #eceef3; --soft: #a7aebb; --line: #333945; --paper: #171a20;
  --raised: #242932; --link: var(--link-dark, #a9b6ff); --bad: #ff9d94;
  --field: #7f8796; color-scheme: dark;
}
@media (prefers-color-scheme: dark) {
  .frame[data-theme=auto] {
    --accent: var(--fill-dark, #5468e8); --on-accent: var(--on-dark, #fff);
  --ink: #eceef3; --soft: #a7aebb; --line: #333945; --paper: #171a20;
    --raised: #242932; --link: var(--link-dark, #a9b6ff); --bad: #ff9d94;
  --field: #7f8796; color-scheme: dark;
  }
}

button, input, textarea, select { font: inherit; color: inherit; letter-spacing: inherit; margin: 0; }
button { cursor: pointer; }
button:disabled { cursor: default; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
h2, h3, h4, p, ul, ol, fieldset { margin: 0; padding: 0; border: 0; }
a { color: inherit; text-underline-offset: 2px; }
.icon {
  inline-size: 1.25em; block-size: 1.25em; flex: none; fill: none; stroke: currentColor;
  stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; display: block;
}
.i-more { stroke-width: 3; }
.unseen {
  position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
}

/* The side is the page's, whichever way the words inside are read. */
.frame[dir=rtl] { --right: auto; --left: var(--x); }
.launcher, .panel { position: fixed; right: var(--right); left: var(--left); }
.launcher {
  inset-block-end: max(var(--y), env(safe-area-inset-bottom)); inline-size: 60px;
  block-size: 60px; border: 0; border-radius: 50%;
  background: var(--accent); color: var(--on-accent); display: grid; place-items: center;
  padding: 0;
  box-shadow: 0 0 0 1px rgb(255 255 255 / .7), 0 6px 24px rgb(15 20 50 / .28);
}
.launcher .icon { inline-size: 28px; block-size: 28px; }
.launcher .i-chevron, .open .launcher .i-chat { display: none; }
.open .launcher .i-chevron { display: block; }
.panel {
  inset-block-end: calc(var(--y) + 74px); inline-size: min(396px, calc(100vw - 2 * var(--x)));
  block-size: min(690px, calc(100dvh - var(--y) - 94px)); display: flex; flex-direction: column;
  background: var(--paper); border-radius: 20px; overflow: hidden; outline: 0;
  box-shadow: 0 0 0 1px rgb(15 20 50 / .08), 0 24px 64px rgb(15 20 50 / .26);
  animation: rise .2s ease;
}
.bare .launcher { display: none; }
.bare .panel { inset-block-end: var(--y); block-size: min(690px, calc(100dvh - 2 * var(--y))); }
@keyframes rise { from { opacity: 0; transform: translateY(10px); } }
.head {
  position: relative; display: flex; align-items: center; gap: 8px; padding-block: 14px;
  padding-inline: 16px 10px; background: var(--accent); color: var(--on-accent); flex: none;
}
.face .avatar { inline-size: 42px; block-size: 42px; font-size: 15px;
 color: inherit;
  background: none; border: 1px solid; }
.titles { flex: 1; min-inline-size: 0; }
h2 { font-size: 17px; font-weight: 600; line-height: 1.3; overflow-wrap: anywhere; }
.sub { font-size: 13px; line-height: 1.4; overflow-wrap: anywhere; }
.tool {
  inline-size: 44px; block-size: 44px; border: 0; border-radius: 12px; background: transparent;
  display: grid; place-items: center; padding: 0; flex: none; color: inherit;
}
/* A finger leaves its hover behind, on whatever comes to be under it. */
@media (hover: hover) {
  .launcher:hover { filter: brightness(1.1); }
  .tool:hover {
    background: color-mix(in srgb, currentColor 13%, transparent); }
  .option:hover:enabled { background: var(--link); color: var(--paper); }
}
.head :focus-visible { outline-color: var(--on-accent); outline-offset: -4px; }
.link:has(> :first-child:empty), .strip:empty, .typing:empty, .count:empty, .error:empty {
  display: none; }
.link { padding: 4px 16px; min-block-size: 36px; background: var(--ink);
  color: var(--paper); font-size: 13px; text-align: center; flex: none; display: flex; align-items: center; justify-content: center;
  flex-wrap: wrap; gap: 0 8px; font-variant-numeric: tabular-nums; }
.link button { min-inline-size: 44px; min-block-size: 44px; margin-block: -4px; border: 0;
  background: none; font-weight: 600; text-decoration: underline; }
.body { position: relative; flex: 1; min-block-size: 0; display: flex; overflow: hidden; }
.log { flex: 1; overflow-y: auto; overscroll-behavior: contain; padding: 16px; min-inline-size: 0; }
.log:focus-visible { outline-offset: -3px; }
.welcome { display: grid; justify-items: center; gap: 2px; padding: 0 16px 16px;
  text-align: center; color: var(--soft); font-size: 14px; }
.welcome .icon { inline-size: 48px; block-size: 48px; padding: 11px; margin-block-end: 4px;
  border-radius: 50%; background: var(--accent); color: var(--on-accent); }
.welcome strong { color: var(--ink); font-size: 18px; font-weight: 600; }
.day { text-align: center; color: var(--soft); font-size: 12px; font-weight: 600;
  margin-block: 4px 14px; }
.row { display: flex; gap: 8px; margin-block-end: 14px; align-items: flex-start; }
.row.followed { margin-block-end: 4px; }
.row.follows .avatar { visibility: hidden; block-size: 0; }
.followed.customer .when { display: none; }
.who .when { margin-inline-start: 6px; }
.said { min-inline-size: 0; max-inline-size: calc(100% - 36px); display: flex;
  flex-direction: column; align-items: flex-start; gap: 4px; }
.avatar {
  inline-size: 28px; block-size: 28px; border-radius: 50%; display: grid; place-items: center;
  background: color-mix(in srgb, currentColor 13%, transparent); color: var(--link);
  font-size: 11px; font-weight: 700; flex: none; text-transform: uppercase;
}
.avatar .icon { inline-size: 65%; block-size: 65%; }
.who { font-size: 12px; color: var(--soft); line-height: 1.4; padding-inline-start: 2px; }
.who b { font-weight: 600; }
.bubble { padding: 9px 13px; border-radius: 16px; border-start-start-radius: 5px;
  background: var(--raised); max-inline-size: 100%; overflow-wrap: anywhere; overflow: clip;
  overflow-clip-margin: 4px; }
.bubble p { white-space: pre-wrap; }
.whole { white-space: nowrap; }
.bubble > * + * { margin-block-start: 8px; }
.bubble a { color: var(--link); }
.when { font-size: 12px; color: var(--soft); padding-inline: 2px; line-height: 1.4; }
.row.customer { justify-content: flex-end; }
.customer > .said { align-items: flex-end; max-inline-size: 84%; }
.customer .bubble { background: var(--accent); color: var(--on-accent); border-radius: 16px;
  border-end-end-radius: 5px; }
.customer .bubble a { color: inherit; }
.waiting .bubble { opacity: .82; }
.options { display: flex; flex-wrap: wrap; gap: 8px; margin-block: 4px 2px; }
.option {
  min-block-size: 44px; padding: 8px 16px; border: 1.5px solid var(--link); border-radius: 22px;
  background: var(--paper); color: var(--link); font-weight: 600; text-align: start;
  line-height: 1.35; overflow-wrap: anywhere;
}
.primary, .secondary { min-block-size: 44px; padding: 8px 18px; border-radius: 12px; font-weight: 600;
  border: 0; background: var(--accent); color: var(--on-accent); }
.secondary { background: var(--paper); color: var(--link); border: 1.5px solid var(--link); }
.error { color: var(--bad); font-size: 13px; }
.soft { color: var(--soft); }

.composer { flex: none; padding: 10px 12px 12px; border-block-start: 1px solid var(--line); }
.box { display: flex; align-items: flex-end; gap: 4px; padding: 3px 3px 3px 4px;
  border: 1px solid var(--field); border-radius: 18px; background: var(--paper); }
.composer .box:focus-within { border-color: var(--link); box-shadow: 0 0 0 1px var(--link); }
.box textarea { flex: 1; min-inline-size: 0; min-block-size: 44px; max-block-size: 140px;
  padding: 10px 8px 10px 12px; border: 0; outline: 0; background: none; resize: none;
  font-size: 16px; line-height: 24px; overflow-y: auto; field-sizing: content; }
textarea::placeholder { color: var(--soft); opacity: 1; }
/* An empty field has no direction of its own. */
:placeholder-shown { direction: inherit; }
.send { inline-size: 44px; block-size: 44px; border: 0; border-radius: 15px; padding: 0; flex: none;
  display: grid; place-items: center; background: var(--accent); color: var(--on-accent); }
.send[aria-disabled=true] { background: var(--raised); color: var(--soft); cursor: default; }
.send:dir(rtl) .icon { transform: scaleX(-1); }
.count { font-size: 12px; color: var(--soft); text-align: end; padding: 0 6px 4px; }
.composer:has([aria-invalid=true]) .count { color: var(--bad); font-weight: 600; }

@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { animation: none !important; transition: none !important; }
}
@media (forced-colors: active) {
  .launcher, .panel, .bubble, .send, .link, .primary { border: 1px solid ButtonText; }
  .composer .box:focus-within { outline: 2px solid Highlight; outline-offset: 1px; }
}
`;
