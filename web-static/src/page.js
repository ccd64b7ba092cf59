// @ts-check
/** What a session asks of the page that it is on. */

/** Whether tabs can share: only what the browser lets them write. */
export function isShared() {
  try {
    localStorage['frontdesk.'] = '';
    return delete localStorage['frontdesk.'];
  } catch {
    return false;
  }
}

/** The IANA name of the customer's time zone, by which the desk tells moments. */
export const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The page's address without what may be private behind `?` and `#`, as long as the desk takes. */
export const pageAddress = () => (location.origin + location.pathname).slice(0, 2048);

export const isVisible = () => document.visibilityState === 'visible';
