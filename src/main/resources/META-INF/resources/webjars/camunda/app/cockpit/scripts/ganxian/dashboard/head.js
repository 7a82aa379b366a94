// Which area and which days the figures are about, and how old they are.

import {element, when} from '../../../../../assets/page.js';
import {businesses, button, periods} from '../parts.js';

function trail(d, enter) {
  const steps = d.trail.map((area, i) => {
    const last = i === d.trail.length - 1;
    // One's own area needs no choice.
    const step = last ? element('span', null, area.name)
      : button(area.name, `up-${area.code}`, () => enter(i ? area.code : null), 'btn btn-link');
    if (last) step.setAttribute('aria-current', 'location');
    return element('li', null, step);
  });
  const nav = element('nav', 'gx-trail', element('ol', null, ...steps));
  nav.setAttribute('aria-label', '辖区');
  return nav;
}

export function head(d, enter, refresh) {
  const title = element('h1', 'gx-area', `${d.area.name}诉求办理情况`);
  title.tabIndex = -1;
  return element('div', 'gx-head',
    element('div', null, d.trail.length > 1 ? trail(d, enter) : null, title),
    element('div', 'gx-controls', businesses(d, refresh), periods(refresh),
      element('span', 'gx-as-of', `截至 ${when(d.asOf)}`), button('刷新', 'refresh', refresh)));
}
