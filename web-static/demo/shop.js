// @ts-check
/**
 * Signs the invented shop's customer in, as your own pages would: with a token that the shop's server
 * makes. Only `serve --demo` plays that server; anywhere else `visitor.json` names nobody, and there is no button.
 */
const SIGNED = 'acme.signed-in';
const button = /** @type {HTMLButtonElement} */ (document.getElementById('sign'));
const {name, token} = await (await fetch('/v1/demo/visitor.json')).json();

/** What this tab remembers; nothing where the browser refuses. */
const kept = (act) => {
  try {
    return act(sessionStorage) ?? null;
  } catch {
    return null;
  }
};

/** Asked by the chat whenever it connects, for a token that is good once. */
const fresh = async () => (await fetch(token)).text();

function show() {
  const isSigned = kept((all) => all.getItem(SIGNED)) !== null;
  const [first] = name.split(' ');
  button.textContent = isSigned ? `Sign out, ${first}` : `Sign in as ${first}`;
  return isSigned;
}

function identify() {
  /** @type {any} */ (window).Frontdesk ||= [];
  /** @type {any} */ (window).Frontdesk.push(['identify', {token: fresh}]);
}

if (token) {
  button.addEventListener('click', () => {
    if (show()) {
      kept((all) => all.removeItem(SIGNED));
      /** @type {any} */ (window).Frontdesk.push(['reset']);
    } else {
      kept((all) => all.setItem(SIGNED, '1'));
      identify();
    }
    show();
  });
  if (show()) identify();
  button.disabled = false;
}
