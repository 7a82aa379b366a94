// Waits on a diagram: at each step how many are there, how many are late, and how long it usually takes.

import {element, lasting} from '../../../../assets/page.js';
import {choice, desk, list, readSteps} from './api.js';
import {number, periods, problem, redraw, table} from './parts.js';

const BADGES = 'ganxian-badges';
const [BADGES_WIDTH, BADGES_HEIGHT] = [100, 29];
const DAY = 1440;
/** Fixed bounds, so that processes and periods can be compared. */
const HEAT = [
  {below: 240, name: '不足 4 小时'}, {below: DAY, name: '4 小时至 1 天'},
  {below: 3 * DAY, name: '1 至 3 天'}, {below: Infinity, name: '3 天以上'}
];
const heat = step => step.median === null ? null : `gx-heat-${HEAT.findIndex(({below}) => step.median < below)}`;
const median = step => step.suppressed ? '不足 5 件' : step.median === null ? '—' : lasting(step.median);

function links(step, definition) {
  const link = (show, name) => number(step[show], list(show, {definition, step: step.activity}), `${step.name}${name}`);
  return {open: link('open', '在办'), overdue: link('overdue', '已超时')};
}

function badges(step, definition) {
  const {open, overdue} = links(step, definition);
  const counts = [element('span', 'gx-badge', '在办 ', open)];
  if (step.overdue) counts.push(element('span', 'gx-badge gx-badge-late', '超时 ', overdue));
  return element('div', 'gx-badges', element('div', null, ...counts),
    element('div', null, element('span', 'gx-badge gx-badge-wait', `等待 ${median(step)}`)));
}

/** Never over the step's name: below it inside a task; events and gateways have their names outside. */
function place(shape) {
  const left = (shape.width - BADGES_WIDTH) / 2;
  if (shape.height >= 2 * BADGES_HEIGHT) return {left, top: shape.height - BADGES_HEIGHT - 2};
  const named = shape.labels?.[0];
  const below = named && named.y >= shape.y + shape.height;
  return {left, top: below ? -BADGES_HEIGHT - 2 : shape.height + 2};
}

function legend() {
  return element('ul', 'gx-heat', ...HEAT.map(({name}, i) => element('li', null, element('i', `gx-heat-key-${i}`), name)));
}

function numbers(found) {
  const rows = found.steps.map(step => {
    const {open, overdue} = links(step, found.definition);
    return [step.name, open, overdue, median(step)];
  });
  return element('details', null, element('summary', null, '列表'),
    table('各环节', ['环节', '在办', '已超时', '等待中位数'], rows));
}

/** The diagram is small here: beside a large one the steps stand in order of what they hold up. */
function ranked(found) {
  const link = element('a', null, '排名和大图');
  link.href = desk('steps', {definition: found.definition, ...choice.period});
  return link;
}

/** A line of controls above the diagram; the canvas gives it as much height as it has. */
function stripAbove(canvas, left) {
  const strip = element('section', 'gx-steps');
  strip.setAttribute('aria-label', '各环节等待');
  const container = canvas.getContainer();
  // Beside the canvas, which takes what happens inside it for moving the diagram.
  container.parentElement.append(strip);
  const watch = new ResizeObserver(() => {
    container.style.top = `${strip.offsetHeight}px`;
    container.style.height = `calc(100% - ${strip.offsetHeight}px)`;
    canvas.resized();
    // Cockpit keeps in the address what somebody zoomed to.
    if (!location.hash.includes('viewbox=')) canvas.zoom('fit-viewport', 'auto');
  });
  watch.observe(strip);
  left.addEventListener('abort', () => {
    watch.disconnect();
    strip.remove();
  }, {once: true});
  return strip;
}

export function steps(viewer, left) {
  const definition = viewer.getDefinitions().rootElements.find(root => root.$type === 'bpmn:Process').id;
  const [canvas, overlays, elements] = ['canvas', 'overlays', 'elementRegistry'].map(part => viewer.get(part));
  const panel = stripAbove(canvas, left);
  let shaded = [];
  let latest = 0;

  function clear() {
    overlays.remove({type: BADGES});
    shaded.forEach(([id, shade]) => canvas.removeMarker(id, shade));
    shaded = [];
  }

  function draw(found) {
    clear();
    found.steps.forEach(step => {
      const shape = elements.get(step.activity);
      if (!shape) return;
      overlays.add(step.activity, BADGES, {position: place(shape), html: badges(step, found.definition)});
      const shade = heat(step);
      if (!shade) return;
      canvas.addMarker(step.activity, shade);
      shaded.push([step.activity, shade]);
    });
  }

  async function show() {
    const mine = ++latest;
    try {
      const found = await readSteps(definition, left);
      if (left.aborted || mine !== latest) return;
      draw(found);
      redraw(panel, periods(show), element('p', 'gx-note', `数字为您的辖区；等待为${found.periodName}的中位数`), legend(), numbers(found), ranked(found));
    } catch (error) {
      if (left.aborted || mine !== latest) return;
      clear();
      // Flows of the system itself have no demands.
      if (error.status === 404) panel.replaceChildren();
      else redraw(panel, periods(show), problem(error, show));
    }
  }
  show();
}
