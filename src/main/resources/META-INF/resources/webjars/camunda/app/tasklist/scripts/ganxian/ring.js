// A deadline as a ring that fills, with the same in words: colour and shape never say it alone.

import {element, when} from '../../../../assets/page.js';

const SVG = 'http://www.w3.org/2000/svg';
const RADIUS = 20;
const ROUND = 2 * Math.PI * RADIUS;

function circle(className, dashes) {
  const node = document.createElementNS(SVG, 'circle');
  Object.entries({cx: 24, cy: 24, r: RADIUS, class: className}).forEach(([name, value]) => node.setAttribute(name, value));
  if (dashes) node.setAttribute('stroke-dasharray', dashes);
  return node;
}

/**
 * @param clock what /api/tasks/…/demand says of the limit that counts now; may be null
 * @param left how long it has left or how late it is, in Chinese
 */
export function ring(clock, left, provisional) {
  if (!clock) return null;
  const {late} = clock;
  const share = late ? 1 : clock.used;
  const state = clock.paused ? 'gx-paused' : late ? 'gx-late' : share >= 0.75 ? 'gx-soon' : 'gx-running';
  const words = (clock.paused ? '已暂停计时' + (late ? '，暂停前已超时' : '') : left ?? '') + (provisional ? '（暂定）' : '');
  const percent = Math.floor(share * 100);

  const image = document.createElementNS(SVG, 'svg');
  image.setAttribute('viewBox', '0 0 48 48');
  image.setAttribute('role', 'img');
  image.setAttribute('aria-label', `${clock.name}时限${clock.limit}，${words}，` + (late ? '已用完' : `已用 ${percent}%`));
  image.append(circle('gx-ring-track'));
  if (clock.paused) image.append(circle('gx-ring-used', '4 4'));
  else if (share > 0) image.append(circle('gx-ring-used', `${share * ROUND} ${ROUND}`));
  const text = document.createElementNS(SVG, 'text');
  text.setAttribute('x', 24);
  text.setAttribute('y', 28);
  text.textContent = clock.paused ? '停' : late ? '超' : `${percent}%`;
  image.append(text);

  const node = element('div', `gx-ring ${state}`, image, element('div', null,
    element('b', null, `${clock.name} ${words}`),
    element('small', null, `时限 ${clock.limit}，` + (clock.paused ? '等待期间不计时' : `${when(clock.due)} 到期`))));
  if (provisional) node.title = '其中一年的放假安排还没有公布，公布后可能调整';
  return node;
}
