// What a page's maker gets wrong; each line that ends in `// refused` must not compile.
// Compiled by types.test.mjs, never run.

Frontdesk.opne(); // refused
Frontdesk.send(42); // refused
Frontdesk.send(); // refused
Frontdesk.setTheme('black'); // refused
Frontdesk.identify({nickname: 'Ana'}); // refused
Frontdesk.identify({token: 42}); // refused
Frontdesk.on('mesage:received', () => {}); // refused
Frontdesk.on('unread:change', ({number}) => number); // refused
Frontdesk.on('open', 'not a function'); // refused
(window.Frontdesk ||= []).push(['setTheme', 'black']); // refused
(window.Frontdesk ||= []).push(['vanish']); // refused
document.addEventListener('frontdesk:error', ({detail}) => detail.reason); // refused
Frontdesk.status().then((now) => now.connection === 'up'); // refused
