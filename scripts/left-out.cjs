'use strict';

/**
 * Stands in for packages that exceljs requires for its streams and its CSV, of which the program uses neither: they would
 * bring a hundred others, of old versions, one without a licence, into what is shipped. Whoever calls one is told.
 */
/** @type {Record<string | symbol, unknown>} */
const called = {
  // While exceljs is read, and for rules of formatting.
  setGracefulCleanup() {},
  v4: () => require('node:crypto').randomUUID(),
};

module.exports = new Proxy(called, {
  get(known, name) {
    if (name in known || typeof name === 'symbol' || name === '__esModule' || name === 'default')
      return known[name];
    return () => {
      throw new Error(`${String(name)} belongs to a package that is left out of the program.`);
    };
  },
});
