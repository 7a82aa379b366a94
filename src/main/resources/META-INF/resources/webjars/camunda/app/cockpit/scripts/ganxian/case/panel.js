// The demand behind a process instance, as its first tab.

import {context, element, when} from '../../../../../assets/page.js';
import {readCase} from '../api.js';
import {button, problem, redraw} from '../parts.js';
import {deeds} from './deeds.js';
import {deadlines, facts, ladder, ofLimit, pauses, timeline, why} from './facts.js';

function link(text, path) {
  if (!path) return null;
  const node = element('a', null, text);
  node.href = context + path;
  node.target = '_blank';
  node.rel = 'noopener';
  node.title = '在新窗口打开';
  return node;
}

/** The deadline that matters next, in the first line. */
function urgency(c) {
  const next = c.deadlines.find(deadline => !deadline.metAt);
  if (!next) return null;
  if (c.pausedSince) return element('span', 'gx-tag', `已暂停计时，从 ${when(c.pausedSince)} 起`);
  return element('span', next.late ? 'gx-tag gx-tag-late' : 'gx-tag', `${next.name} ${ofLimit(next)}`);
}

function head(c, refresh) {
  const title = element('h2', null, c.title);
  title.tabIndex = -1;
  return element('header', null, title,
    element('p', 'gx-tags', element('b', null, c.number), element('span', 'gx-tag', c.status),
      element('span', 'gx-tag', `紧急程度：${c.priorityName}`), urgency(c)),
    element('p', 'gx-links', link('在任务列表中打开', c.links.task), link('诉求详情', c.links.case),
      link('群众看到的进度', c.links.resident), button('刷新', 'refresh', refresh)));
}

export function casePanel(node, instance, left) {
  const root = element('div', 'gx-case');
  const status = element('p', 'gx-done');
  status.setAttribute('role', 'status');
  node.append(status, root);

  function draw(c) {
    redraw(root, head(c, () => show('已刷新')), deeds(c, instance, done, left), why(c),
      element('div', 'gx-pair', facts(c), deadlines(c)), pauses(c), ladder(c), timeline(c));
  }

  /** @param what has just been done, in Chinese */
  function done(c, what) {
    if (left.aborted) return;
    draw(c);
    status.textContent = what;
  }

  async function show(said = '') {
    root.setAttribute('aria-busy', 'true');
    if (!root.childElementCount) root.append(element('p', 'gx-empty', '正在读取诉求…'));
    try {
      done(await readCase(instance, left), said);
    } catch (error) {
      if (left.aborted) return;
      status.textContent = '';
      redraw(root, error.status === 404
        ? element('p', 'gx-empty', '这个流程实例不属于您辖区内的诉求。')
        : problem(error, () => show()));
    }
    root.removeAttribute('aria-busy');
  }
  show();
}
