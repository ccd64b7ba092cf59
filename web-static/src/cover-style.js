// @ts-check
/** How the chat looks where it covers the page. */
export const coverStyle = `
@media (max-width: 480px), (max-height: 420px) {
  .panel, .bare .panel { inset: var(--top, 0) 0 auto; inline-size: 100%;
    block-size: var(--height, 100dvh); border-radius: 0; box-shadow: none; }
  .open .launcher { display: none; }
  .composer { padding-block-end: max(10px, env(safe-area-inset-bottom)); }
}
/* Zoomed to 400 %, or a phone held sideways with its keyboard up: what is said comes first. */
@media (max-height: 420px) {
  .head { padding-block: 0; }
  .head .face, .sub, .welcome, .strip p, .strip .number { display: none; }
  h2 { font-size: 15px; }
  .log { padding-block: 6px; }
  .strip { padding-block: 2px; }
  .composer { padding-block: 2px; }
  .box textarea { max-block-size: max(44px, 25dvh); }
  .typing { padding-block-end: 0; }
  .dots { display: none; }
}
@media (max-height: 300px) {
  .panel { display: grid; grid-template: "strip head" auto "link link" auto "body body" 1fr
    "typing typing" auto "foot foot" auto / minmax(0, 1fr) auto; }
  .head { grid-area: head; }
  .head:has(~ .strip:empty) { grid-column: 1 / -1; }
  .strip:not(:empty) { grid-area: strip; background: var(--accent); color: var(--on-accent);
    border: 0; min-block-size: 44px; }
  .panel:has(.strip:not(:empty)) .titles { display: none; }
  .link { grid-area: link; }
  .body { grid-area: body; }
  .typing { grid-area: typing; }
  .composer { grid-area: foot; }
}
`;
