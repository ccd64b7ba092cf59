// Packed from src/
let e={cut:'Cut to {limit} characters: {n} did not fit.'};function d(e,t,l){let{selectionStart:n,selectionEnd:r,value:i}=e,s=(c)=>[...c].length,a=Math.max(0,l-s(i)+s(i.slice(n,r))),o=[...t.slice(0,2*a)].slice(0,a).join('');e.setRangeText(o,n,r,'end');return t.length-o.length}export{e as english,d as fit};
