/**
 * One suite of `npm test`.
 *
 * @typedef {object} SuiteResult
 * @property {number} passed
 * @property {number} failed at least 1 when the suite crashed or ran no test
 * @property {string} output printed when something failed
 *
 * @typedef {object} Suite
 * @property {string} name
 * @property {() => Promise<SuiteResult>} run
 */
export {}
