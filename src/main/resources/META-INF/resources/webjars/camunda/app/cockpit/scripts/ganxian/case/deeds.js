// What a manager may do about a case: supervise, have it done by others, give more time. Why not stands at what may not be.

import {element} from '../../../../../assets/page.js';
import {button, hint} from '../parts.js';
import {dialog} from './dialog.js';

const DEEDS = [
  {key: 'supervise', name: '督办', done: '已发起督办', advice: '被督办单位会收到通知，须在时限内答复。理由会记入过程记录。'},
  {
    key: 'redispatch', name: '改派', done: '已改派', asked: '已请求改派，等待对方同意', advice: '原承办人的任务会收回，理由会记入过程记录。标有“需对方同意”的，对方答复以前仍由原单位办理。',
    field: 'unit', label: '改派给', lack: '请选择改派给哪个单位', options: c => c.units
  },
  {
    key: 'extend', name: '延期', done: '已延期', advice: '只能延长一次，群众会看到延长和理由。',
    field: 'more', label: '延长', lack: '请选择延长多久', options: c => c.extensions
  }
];

/** @param done takes the case as it is then, and what was done */
export function deeds(c, instance, done, left) {
  return element('div', 'gx-deeds', ...DEEDS.map(deed => {
    const {allowed, reason} = c.may[deed.key];
    const opener = button(deed.name, deed.key, null, 'btn btn-default');
    if (!allowed) {
      // Not disabled, which would keep the keyboard from the reason.
      opener.setAttribute('aria-disabled', 'true');
      return hint(opener, reason || `现在不能${deed.name}`);
    }
    const asked = dialog(deed, c, instance, changed => done(changed, `${deed.asked && changed.may.asked ? deed.asked : deed.done}：${c.number}`), left);
    opener.setAttribute('aria-haspopup', 'dialog');
    opener.onclick = () => asked.showModal();
    return element('span', null, opener, asked);
  }));
}
