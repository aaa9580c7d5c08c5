/**
 * One step of set-up. `isDue` is cheap and looks only at what is there; `run` does the work and writes whatever makes
 * `isDue` false last, so that an interrupted step is due again.
 *
 * @typedef {object} Step
 * @property {string} title what is being done, as printed
 * @property {() => boolean} isDue
 * @property {() => Promise<string | undefined | void>} run may return a second line worth printing
 */
export {}
