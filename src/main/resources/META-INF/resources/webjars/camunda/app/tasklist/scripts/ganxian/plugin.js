// What 干线 adds to Tasklist: the demand on the task's card, the demand above the task's form, the lists' counts,
// keys, the next task after one is done, templates for what is written, Chinese where the form library has English only.

import {card} from './cards.js';
import {count} from './counts.js';
import {deskLinks} from './desk-links.js';
import {translate} from './form-texts.js';
import {listenToKeys} from './keys.js';
import {afterwards, listenToSubmits} from './next.js';
import {follow, heldTask} from './panel.js';
import {listenToRegistrations, receipt} from './registered.js';
import {understandNumbers} from './numbers.js';
import {offer} from './replies.js';
import {suggestBeside} from './suggestions.js';

export default [
  {
    id: 'ganxian.card',
    pluginPoint: 'tasklist.card',
    priority: 0,
    render: (node, {taskId}) => card(node, taskId)
  },
  {
    id: 'ganxian.demand',
    pluginPoint: 'tasklist.navbar.action',
    priority: 0,
    render(node) {
      deskLinks(node);
      listenToKeys();
      understandNumbers();
      listenToSubmits();
      listenToRegistrations();
      new MutationObserver(() => {
        follow();
        afterwards();
        receipt();
        count();
        document.querySelectorAll('.fjs-container').forEach(translate);
        document.querySelectorAll('.task-details .fjs-container').forEach(form => offer(heldTask(), form));
        document.querySelectorAll('.fjs-container').forEach(suggestBeside);
      }).observe(document.body, {childList: true, subtree: true, characterData: true});
      window.addEventListener('hashchange', follow);
      follow();
    }
  }
];
