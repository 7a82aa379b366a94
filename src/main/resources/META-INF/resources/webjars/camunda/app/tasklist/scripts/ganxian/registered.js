// A clerk who has registered a demand is shown its number and code at once, to tell and to print.

import {context} from '../../../../assets/page.js';

let sent = false;

export function listenToRegistrations() {
  document.addEventListener('click', ({target}) => {
    sent = Boolean(target.closest?.('.modal-dialog button.btn-primary')?.closest('.modal-dialog').querySelector('.fjs-container'));
  }, true);
}

/** Called whenever the page has changed: Tasklist closes the form when the demand is registered, and only then by itself. */
export function receipt() {
  if (!sent || document.querySelector('.modal-dialog')) return;
  sent = false;
  location.assign(context + '/desk/demands/latest');
}
