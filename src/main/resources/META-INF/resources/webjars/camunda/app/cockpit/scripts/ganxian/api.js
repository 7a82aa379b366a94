// The plugin's own API, what the manager chose to see, and the addresses of the lists behind the numbers.

import {call, context} from '../../../../assets/page.js';

// The engine's name is fixed: Cockpit passes none to plugins of diagrams.
const PLUGIN = '/camunda/api/cockpit/plugin/ganxian/default/';
const PERIOD = 'ganxian.period';
const WITHIN = 'ganxian.within';
const FLOW = 'ganxian.flow';

export const PERIODS = [7, 30, 90];

/** Which days, which part of the area, and which business; kept as long as the browser's tab. */
export const choice = {
  /** As addresses say it: {days}, {month}, or {from, to}. */
  get period() {
    try {
      return JSON.parse(sessionStorage.getItem(PERIOD)) || {days: '30'};
    } catch {
      return {days: '30'};
    }
  },
  set period(period) { sessionStorage.setItem(PERIOD, JSON.stringify(period)); },
  get within() { return sessionStorage.getItem(WITHIN); },
  set within(code) {
    if (code) sessionStorage.setItem(WITHIN, code);
    else sessionStorage.removeItem(WITHIN);
  },
  get flow() { return sessionStorage.getItem(FLOW); },
  set flow(key) {
    if (key) sessionStorage.setItem(FLOW, key);
    else sessionStorage.removeItem(FLOW);
  }
};

/** What the engine or a proxy says in English is of no use to managers. */
function inChinese(error) {
  if (error.name === 'AbortError') return error;
  const said = /[\u4e00-\u9fff]/.test(error.message);
  const message = error.status === 401 ? '登录已失效，请重新登录'
    : said ? error.message : error.status ? '暂时办不到，请稍后重试' : '连不上服务器，请检查网络后重试';
  return Object.assign(new Error(message), {status: error.status});
}

async function ask(path, query, options) {
  const asked = query ? '?' + new URLSearchParams(query) : '';
  try {
    return await call(PLUGIN + path + asked, options);
  } catch (error) {
    throw inChinese(error);
  }
}

/** A part that this person may not see, such as another's choice in the same tab, is given up. */
export async function readDashboard(signal) {
  const within = choice.within;
  const flow = choice.flow;
  if (!within && !flow) return ask('dashboard', choice.period, {signal});
  try {
    return await ask('dashboard', {...choice.period, ...(within && {within}), ...(flow && {flow})}, {signal});
  } catch (error) {
    if (![400, 403, 404].includes(error.status)) throw error;
    choice.within = null;
    choice.flow = null;
    return ask('dashboard', choice.period, {signal});
  }
}

/** @param d the dashboard that it stands on */
export const readComparison = (d, signal) =>
  ask('comparison', {...d.period, within: d.area.code, ...(d.flow && {flow: d.flow})}, {signal});

export const readSteps = (definition, signal) => ask('steps', {definition, ...choice.period}, {signal});

const pathOf = instance => 'cases/' + encodeURIComponent(instance);

export const readCase = (instance, signal) => ask(pathOf(instance), null, {signal});

/** @param deed supervise, redispatch or extend; answers with the case as it is then */
export const act = (instance, deed, body) => ask(`${pathOf(instance)}/${deed}`, null, {
  method: 'POST',
  headers: {'Content-Type': 'application/json'},
  body: JSON.stringify(body)
});

/** A page of the desk beside these figures. */
export const desk = (path, query) => `${context}/desk/${path}?` + new URLSearchParams(query);

/** Narrowed down to the chosen business, unless the limits name one. */
export const list = (show, limits) => `${context}/desk/cases?` + new URLSearchParams({show, ...(choice.flow && !limits?.definition && !limits?.thing && {flow: choice.flow}), ...limits});
