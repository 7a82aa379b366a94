// Cockpit asks each plugin of its backend for a script of this name. Ours are in scripts/ganxian, named in config.js.
export default [];
