// One line about what was just done, for eyes and for screen readers.

import {element} from '../../../../assets/page.js';

const line = element('div', 'gx-said');
line.setAttribute('role', 'status');
document.body.append(line);

/** @param lasts in milliseconds */
export function say(text, lasts = 5000) {
  line.textContent = '';
  clearTimeout(say.gone);
  setTimeout(() => { line.textContent = text; }, 50);
  say.gone = setTimeout(() => { line.textContent = ''; }, lasts);
}
