// Stands before the webapp's own file of this name on the classpath.
export default {
  app: {name: '干线', vendor: '漳州'},
  locales: {availableLocales: ['zh', 'en'], fallbackLocale: 'zh'},
  customScripts: ['scripts/ganxian/plugin', '../../assets/ganxian'],
  disableWelcomeMessage: true
};
