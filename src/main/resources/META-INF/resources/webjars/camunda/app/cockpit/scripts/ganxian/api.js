// The plugin's own API, what the person has chosen to see, and the addresses of the lists behind the numbers.

import {call, context} from '../../../../assets/page.js';

const PLUGIN = '/camunda/api/cockpit/plugin/ganxian/default/';
const DAYS = 'ganxian.days';
const WITHIN = 'ganxian.within';

/** How many days, and which part of the area; kept while the window is open. */
export const choice = {
  get days() { return Number(sessionStorage.getItem(DAYS)) || 30; },
  set days(days) { sessionStorage.setItem(DAYS, days); },
  get within() { return sessionStorage.getItem(WITHIN) || ''; },
  set within(code) { code ? sessionStorage.setItem(WITHIN, code) : sessionStorage.removeItem(WITHIN); }
};

const chosen = extra => new URLSearchParams({days: choice.days, ...(choice.within && {within: choice.within}), ...extra});

/** A part that the person may not see, another's choice in the same window, is given up. */
async function askWithin(path, extra) {
  try {
    return await call(PLUGIN + path + chosen(extra));
  } catch (error) {
    if (error.status !== 404 || !choice.within) throw error;
    choice.within = '';
    return call(PLUGIN + path + chosen(extra));
  }
}

export const readDashboard = () => askWithin('dashboard?');
export const readSteps = definition => askWithin('steps?', {definition});
export const readCase = instance => call(PLUGIN + 'cases/' + encodeURIComponent(instance));
export const act = (instance, what, body) => call(PLUGIN + `cases/${encodeURIComponent(instance)}/${what}`, {
  method: 'POST',
  headers: {'Content-Type': 'application/json'},
  body: JSON.stringify(body)
});

export function list(show, within, extra = {}) {
  return context + '/desk/cases?' + new URLSearchParams({show, within, ...extra});
}
