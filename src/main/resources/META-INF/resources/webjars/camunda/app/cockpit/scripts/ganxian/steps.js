// Waits on a diagram: on each step how many are there, how many are late, how long it usually takes; darker is longer.

import {element, lasting} from '../../../../assets/page.js';
import {choice, list, readSteps} from './api.js';
import {dayChooser} from './choosers.js';

const SHADES = 4;
const OVERLAY = 'ganxian-wait';

function badge(step, definition, within) {
  const link = (show, text, className) => {
    const node = element('a', className, text);
    node.href = list(show, within, {definition, step: step.activity});
    node.setAttribute('aria-label', `${step.name}：${text}，查看清单`);
    return node;
  };
  const usual = step.median !== undefined ? `中位 ${lasting(step.median)}` : step.suppressed ? '不足 5 件' : null;
  return element('div', 'gx-wait',
    step.open ? link('open', `在办 ${step.open}`, 'gx-wait-open') : null,
    step.overdue ? link('overdue', `超时 ${step.overdue}`, 'gx-wait-late') : null,
    usual ? element('span', 'gx-wait-usual', usual) : null);
}

export function steps(viewer, processDefinitionId) {
  const definition = processDefinitionId.split(':')[0];
  const overlays = viewer.get('overlays');
  const canvas = viewer.get('canvas');
  const registry = viewer.get('elementRegistry');
  const panel = element('div', 'gx-waits');
  canvas.getContainer().append(panel);
  let shaded = [];

  function draw(found) {
    overlays.remove({type: OVERLAY});
    shaded.forEach(([id, shade]) => canvas.removeMarker(id, shade));
    const there = found.steps.filter(s => registry.get(s.activity));
    const longest = Math.max(0, ...there.map(s => s.median || 0));
    shaded = there.filter(s => s.median > 0)
      .map(s => [s.activity, 'gx-heat-' + Math.max(1, Math.ceil(SHADES * s.median / longest))]);
    shaded.forEach(([id, shade]) => canvas.addMarker(id, shade));
    there.forEach(s => {
      const html = badge(s, definition, choice.within);
      if (html.childElementCount) overlays.add(s.activity, OVERLAY, {position: {top: -17, left: 0}, html});
    });
    return there.length;
  }

  async function show() {
    const scale = element('span', 'gx-scale', '等待短', ...[1, 2, 3, 4].map(i => element('i', 'gx-shade-' + i)), '等待长');
    const note = element('span', 'gx-waits-note', '正在统计…');
    panel.replaceChildren(dayChooser(show), scale, note);
    try {
      const count = draw(await readSteps(definition));
      note.textContent = count ? '数字是在办、超时和停留时间的中位数' : '这段时间没有诉求经过这个流程';
    } catch (error) {
      // Flows of the system itself, such as sending notices, have no demands.
      if (error.status === 404) panel.remove();
      else note.textContent = error.message;
    }
  }
  show();
}
