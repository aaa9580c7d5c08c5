/**
 * Property tests draw from one seed, so that a change is judged by itself and a failure comes again.
 * `PROPERTY_SEED=random npm test` looks further; a number repeats such a run.
 */
import fc from 'fast-check'

const chosen = process.env.PROPERTY_SEED ?? '20261122'

if (chosen !== 'random') fc.configureGlobal({ seed: Number(chosen) })
