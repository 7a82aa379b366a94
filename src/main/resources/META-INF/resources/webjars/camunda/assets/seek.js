// One box in the webapps' own head, as on our pages: what is typed is posted, since it may be somebody's name or telephone number.

import {context, element} from './page.js';

const TOKEN = 'GANXIAN-XSRF=';

const token = () => document.cookie.split('; ').find(c => c.startsWith(TOKEN))?.substring(TOKEN.length);

function hidden(name, value) {
  const input = element('input');
  Object.assign(input, {type: 'hidden', name, value});
  return input;
}

export function seekBox() {
  const words = element('input');
  Object.assign(words, {type: 'search', name: 'q', maxLength: 200, autocomplete: 'off', placeholder: '编号、姓名、电话、地址、词'});
  words.setAttribute('aria-label', '搜索诉求');
  const form = element('form', 'gx-seek', words);
  // The webapps' pages declare no character set.
  Object.assign(form, {method: 'post', action: context + '/desk/search', acceptCharset: 'UTF-8'});
  form.setAttribute('role', 'search');
  form.addEventListener('submit', async event => {
    event.preventDefault();
    if (!words.value.trim()) return words.focus();
    // Any page of ours gives a token.
    if (!token()) await fetch(context + '/desk/search', {credentials: 'same-origin'}).catch(() => null);
    form.querySelector('[name=_csrf]')?.remove();
    form.append(hidden('_csrf', decodeURIComponent(token() || '')));
    form.submit();
  });
  return form;
}

/** In the menu of a webapp whose head has no place for plugins; it is drawn anew at each login. Welcome's is empty. */
export function seekInMenu() {
  const welcome = document.querySelector('base').getAttribute('app-name') === 'welcome';
  const place = () => {
    // Who is not logged in has no divider.
    const menu = document.querySelector('[cam-widget-header]' + (welcome ? ':has(.divider-vertical) .sections-menu' : ' .sections-menu > ul'));
    if (menu && !menu.querySelector('.gx-seek')) menu.append(element(welcome ? 'div' : 'li', null, seekBox()));
  };
  new MutationObserver(place).observe(document.querySelector('[cam-widget-header]') ?? document.body, {childList: true, subtree: true});
  place();
}
