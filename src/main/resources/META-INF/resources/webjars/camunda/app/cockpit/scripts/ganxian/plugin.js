// What 干线 adds to Cockpit for managers: the figures of their area, the waits on a diagram, the demand of an instance.

import {casePanel} from './case/panel.js';
import {dashboard} from './dashboard/dashboard.js';
import {steps} from './steps.js';

/** Aborted when Cockpit leaves the view, so that an answer that comes later draws nothing. */
function whileShown(scope) {
  const left = new AbortController();
  scope.$on('$destroy', () => left.abort());
  return left.signal;
}

export default [
  {
    id: 'ganxian.dashboard',
    pluginPoint: 'cockpit.dashboard',
    priority: 1000,
    render: (node, context, scope) => dashboard(node, whileShown(scope))
  },
  {
    id: 'ganxian.steps',
    pluginPoint: 'cockpit.processDefinition.diagram.plugin',
    priority: 0,
    render: (viewer, context, scope) => steps(viewer, whileShown(scope))
  },
  {
    id: 'ganxian.case',
    pluginPoint: 'cockpit.processInstance.runtime.tab',
    // Variables, which stand first otherwise, have 20.
    priority: 100,
    properties: {label: '诉求'},
    render: (node, {processInstanceId}, scope) => casePanel(node, processInstanceId, whileShown(scope))
  }
];
