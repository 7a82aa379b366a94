// Choosing the days that figures are about, on the dashboard and on diagrams alike.

import {element} from '../../../../assets/page.js';
import {choice} from './api.js';

export function dayChooser(changed) {
  const group = element('div', 'gx-days', element('span', null, '统计时段'));
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', '统计时段');
  [7, 30, 90].forEach(days => {
    const button = element('button', 'btn btn-default btn-sm', `${days} 天`);
    button.type = 'button';
    button.setAttribute('aria-pressed', choice.days === days);
    button.onclick = () => {
      choice.days = days;
      changed();
    };
    group.append(button);
  });
  return group;
}
