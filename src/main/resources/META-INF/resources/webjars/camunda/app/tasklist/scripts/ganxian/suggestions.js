// Which category a text may be about, and why. A person chooses.

import {call, element} from '../../../../assets/page.js';

const READ = 300;
const PAUSE = 500;

export function lines(found) {
  if (!found.length) return null;
  const rows = found.map(one => element('li', null, `${one.path}　${one.why}`));
  return element('div', 'gx-similar', element('b', null, '建议的分类（由您决定）'), element('ul', null, ...rows));
}

/** Below what a clerk writes in the form for a new demand, while it is written. */
export function suggestBeside(form) {
  const select = [...form.querySelectorAll('label')].find(label => label.textContent.startsWith('分类'));
  const text = [...form.querySelectorAll('label')].find(label => label.textContent.startsWith('诉求内容'))
    ?.parentElement.querySelector('textarea');
  if (!select || !text || text.dataset.suggested) return;
  text.dataset.suggested = 'yes';
  const place = element('div', 'gx-suggestions');
  place.setAttribute('role', 'status');
  text.parentElement.append(place);
  let waiting;
  text.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const written = text.value.trim().slice(0, READ);
      const found = written ? await call('/api/categories/suggestions?text=' + encodeURIComponent(written)).catch(() => []) : [];
      place.replaceChildren(...[lines(found)].filter(Boolean));
    }, PAUSE);
  });
}
