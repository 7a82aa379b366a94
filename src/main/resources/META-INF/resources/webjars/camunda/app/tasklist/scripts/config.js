// Stands before the webapp's own file of this name on the classpath.
export default {
  app: {name: '干线', vendor: '漳州'},
  locales: {availableLocales: ['zh', 'en'], fallbackLocale: 'zh'},
  customScripts: ['scripts/ganxian/plugin', '../../assets/ganxian'],
  disableWelcomeMessage: true,
  shortcuts: {
    nextTask: {key: 'ctrl+alt+n', description: '打开下一项任务'},
    claimTask: {key: 'ctrl+alt+c', description: '领取当前任务'},
    completeTask: {key: 'ctrl+alt+enter', description: '提交当前任务'},
    focusFilter: {key: 'ctrl+shift+f', description: '跳到第一个筛选'},
    focusList: {key: 'ctrl+alt+l', description: '跳到列表中的第一项任务'},
    focusForm: {key: 'ctrl+alt+f', description: '跳到表单的第一栏'},
    startProcess: {key: 'ctrl+alt+p', description: '登记诉求'}
  }
};
