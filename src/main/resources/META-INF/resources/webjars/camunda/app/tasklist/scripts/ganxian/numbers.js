// Tasklist's own search takes the number of a case as it is typed or pasted, in any form, and lists that case's tasks.

const BOX = '[cam-widget-search] .search-container > input';
const DASHES = /[\p{Pd}\u2212\u30FC]/gu;
const NUMBER = /^([A-Z]{0,6})((?:19|20)\d{6})-?(\d{1,6})$/;

export function numberIn(typed) {
  const parts = typed.normalize('NFKC').toUpperCase().replace(/[\s\p{Cf}\p{Z}]/gu, '').replace(DASHES, '-').match(NUMBER);
  return parts && parts[1] + parts[2] + '-' + parts[3].padStart(6, '0');
}

/** Puts the search into the address, where Tasklist keeps it and reads it from. */
function look(number) {
  const [path, query] = location.hash.replace(/^#/, '').split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('searchQuery', JSON.stringify(
    [{type: 'processInstanceBusinessKey', operator: 'Like', value: '%' + number, name: ''}]));
  location.hash = (path || '/') + '?' + [...parameters].map(pair => pair.map(encodeURIComponent).join('=')).join('&');
}

export function understandNumbers() {
  document.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.isComposing || !event.target.matches?.(BOX)) return;
    const number = numberIn(event.target.value);
    if (!number) return;
    event.preventDefault();
    event.stopPropagation();
    event.target.value = '';
    event.target.dispatchEvent(new Event('input', {bubbles: true}));
    look(number);
  }, true);
}
