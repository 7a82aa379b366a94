// What 干线 adds to Cockpit for managers: figures on the dashboard, waits on diagrams, the demand of an instance.

import {casePanel} from './case.js';
import {dashboard} from './dashboard.js';
import {steps} from './steps.js';

export default [
  {
    id: 'ganxian.dashboard',
    pluginPoint: 'cockpit.dashboard',
    priority: 1000,
    render: node => dashboard(node)
  },
  {
    id: 'ganxian.steps',
    pluginPoint: 'cockpit.processDefinition.diagram.plugin',
    priority: 0,
    render: (viewer, {processDefinitionId}) => steps(viewer, processDefinitionId)
  },
  {
    id: 'ganxian.case',
    pluginPoint: 'cockpit.processInstance.runtime.tab',
    priority: 1000,
    properties: {label: '诉求'},
    render: (node, {processInstanceId}) => casePanel(node, processInstanceId)
  }
];
