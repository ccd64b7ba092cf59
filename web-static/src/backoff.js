// @ts-check
/**
 * How long to stay away after a connection ended, so that a desk that comes back is not stormed.
 */

/** The first wait is at most this long, and each one after it may be twice as long. */
export const FIRST = 500;
/** No wait is longer: a person is looking at the screen. */
export const LONGEST = 30_000;

/** What a close code asks of us (`docs/protocol.md`, section 9). */
const FINAL = new Set([1003, 1007, 1009, 4003, 4005, 4009]);

/** Full jitter: anything between nothing and the bound, so that clients spread evenly. */
export function delay(/** @type {number} */ attempt, chance = Math.random) {
  return Math.round(chance() * Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 16)));
}

/**
 * What to do after a close: come back in so many milliseconds, as a stranger, or not at all.
 *
 * @param {number} code @param {number} attempt closes in a row, from 0
 * @returns {{after: number, forget?: boolean, why?: string} | null} null: coming back would change nothing
 */
export function afterClose(code, attempt, chance = Math.random) {
  if (code === 4001) return {after: delay(attempt, chance), forget: true};
  if (FINAL.has(code)) return null;
  if (code === 1012) return {after: FIRST + Math.round(chance() * 4500)};
  if (code === 4008 && attempt === 0) return {after: 0};
  if (code === 4010) return {after: LONGEST, why: 'too_many'};
  return {after: delay(attempt, chance)};
}
