// @ts-check
import {el} from './dom.js';

/**
 * What a page may change of the widget's looks and place: a brand's colour, which reaches every part
 * and is moved until it can be read; side, distance and layer; pages on which there is no launcher.
 */

export const css = `
.left .launcher { inset-inline: auto; left: var(--x); }
.right .launcher { inset-inline: auto; right: var(--x); }
@media (min-width: 481px) and (min-height: 421px) {
  .left .panel { inset-inline: auto; left: var(--x); }
  .right .panel { inset-inline: auto; right: var(--x); }
}
`;

/** What words and marks of the brand's colour stand upon. */
const PAPERS = {light: [[243, 244, 248], [255, 255, 255]], dark: [[36, 41, 50], [23, 26, 32]]};
/** WCAG 1.4.3 for words; and for surfaces as much as lets one see where they end. */
const READABLE = 4.5;
const VISIBLE = 1.4;

const warn = (text) => console.warn(`Frontdesk: ${text}`);

/** All that the page's tag says. @param {import('./widget.js').Settings} settings */
export function dress(host, frame, settings, /** @type {AbortSignal} */ signal) {
  const {accent, hideOn} = settings;
  place(host, frame, settings);
  if (accent) brand(frame, accent);
  if (hideOn) hide(hideOn, (hides) => host.bare(hides), signal);
}

/** @param {{position?: string, offset?: string, zIndex?: string}} settings */
function place(/** @type {HTMLElement} */ host, /** @type {HTMLElement} */ frame, settings) {
  const {position, offset, zIndex} = settings;
  if (position === 'left' || position === 'right') frame.classList.add(position);
  else if (position) warn(`data-position is "left" or "right", not "${position}"`);
  const [x, y = x] = (offset ?? '').trim().split(/[\s,]+/);
  if (x && [x, y].every((one) => /^\d{1,4}(px)?$/.test(one))) {
    frame.style.setProperty('--x', `${parseInt(x, 10)}px`);
    frame.style.setProperty('--y', `${parseInt(y, 10)}px`);
  } else if (x) warn(`data-offset is one or two numbers of pixels, as "20 90", not "${offset}"`);
  if (/^\d{1,10}$/.test(zIndex ?? '')) host.style.setProperty('--frontdesk-z', String(zIndex));
  else if (zIndex) warn(`data-z-index is a whole number, not "${zIndex}"`);
}

/**
 * Hides the launcher on the pages that are named, now and whenever the address changes.
 *
 * @param {string} pages paths, with `*` for anything: `/checkout /pay/*`
 */
function hide(pages, /** @type {(hides: boolean) => void} */ act, signal) {
  const patterns = pages.split(/[\s,]+/).filter(Boolean).map((one) => new RegExp(
    `^${one.replace(/[^*]+/g, (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .replace(/\*/g, '.*')}$`));
  let was = false;
  const look = () => {
    const hides = patterns.some((one) => one.test(location.pathname));
    if (hides !== was) act(was = hides);
  };
  look();
  addEventListener('popstate', look, {signal});
  window.navigation?.addEventListener('currententrychange', look, {signal});
}

/** Gives every part a brand's colour; false, and words for the page's maker, where it is none. */
export function brand(/** @type {HTMLElement} */ frame, /** @type {string} */ colour) {
  const rgb = parts(frame, colour);
  if (!rgb) {
    warn(`"${colour}" is no colour that can be used here; write it as #rrggbb`);
    return false;
  }
  for (const [theme, [raised, paper]] of Object.entries(PAPERS)) {
    const to = theme === 'light' ? 0 : 255;
    const fill = moved(rgb, to, paper, VISIBLE);
    const set = (name, value) => frame.style.setProperty(`--${name}-${theme}`, value);
    set('fill', text(fill));
    set('on', contrast(fill, [0, 0, 0]) > contrast(fill, [255, 255, 255]) ? '#000' : '#fff');
    set('link', text(moved(rgb, to, raised, READABLE)));
  }
  return true;
}

const text = (rgb) => `rgb(${rgb.map(Math.round).join(' ')})`;

/** Any way of writing a colour that the browser knows, but none that depends on what is around. */
function parts(frame, colour) {
  const probe = el('i', {hidden: true});
  probe.style.color = colour;
  if (!probe.style.color || /^(inherit|initial|unset|revert|current)|var\(/i.test(colour)) return;
  frame.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  const numbers = (found.startsWith('rgb(') && found.match(/[\d.]+/g)) || [];
  return numbers.length === 3 ? numbers.map(Number) : undefined;
}

/** The colour, moved towards black or white until it stands out from the paper; its hue stays. */
function moved(rgb, to, paper, ratio) {
  for (let share = 0; share < 1; share += 0.04) {
    // Light is first added in the colour's own proportions: mixed with white it would turn grey.
    const strong = to ? rgb.map((part) => Math.min(255, part * (1 + 3 * share))) : rgb;
    const one = strong.map((part) => part + (to - part) * (to ? share ** 2 : share));
    if (contrast(one, paper) >= ratio) return one;
  }
  return [to, to, to];
}

/** As WCAG defines it. */
function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(rgb) {
  const [r, g, b] = rgb.map((one) => {
    const part = one / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
