// Packed from src/
let e=!1;function i(n,t,r=''){if(e)return;e=!0;console.error(`Frontdesk: ${new URL(n).host} does not let this page in: ${r.trim()}.`+` If ${location.origin} is a page of the site "${t}", list it in the desk's settings`+` (config/frontdesk.yaml: sites: ${t}: origins: ["${location.origin}"]).`)}export{i as tell};
