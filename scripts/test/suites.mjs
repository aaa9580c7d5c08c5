/** The suites of `npm test`, in the stages they run in: what stands in one stage runs at the same time. */
import { availableParallelism } from 'node:os'
import { appBuild } from '../setup/appBuild.mjs'
import { checkSuite, existing } from './checkSuite.mjs'
import { countJourneys, countUnit } from './countReport.mjs'
import { runReporting } from './reportingSuite.mjs'
import { withVirtualDisplays } from './virtualDisplay.mjs'

/** An app computes in several processes: more of them at once were not tried. */
const journeysAtOnce = 2

const tsc = 'typescript/bin/tsc'
const vueTsc = 'vue-tsc/bin/vue-tsc.js'

/** Types of one project; what an earlier check found is kept, so that a later one looks at changed files alone. */
const typesOf = (/** @type {string} */ project) => [
  ...['--noEmit', '-p', `tsconfig.${project}.json`],
  ...['--incremental', '--tsBuildInfoFile', `node_modules/.cache/types/${project}.tsbuildinfo`],
]

/** @type {import('./suite.mjs').Suite} */
const build = {
  name: 'build',
  async run() {
    try {
      if (appBuild.isDue()) await appBuild.run()
      return { passed: 1, failed: 0, output: '' }
    } catch (error) {
      return { passed: 0, failed: 1, output: error instanceof Error ? error.message : String(error) }
    }
  },
}

/** @type {import('./suite.mjs').Suite} */
const unit = {
  name: 'unit',
  run: () =>
    runReporting({
      script: 'vitest/vitest.mjs',
      parameters: ['run', '--reporter=default', '--reporter=json', '--outputFile.json=test-results/unit.json'],
      report: 'test-results/unit.json',
      count: countUnit,
    }),
}

/** @type {import('./suite.mjs').Suite} */
const journeys = {
  name: 'e2e',
  run: () =>
    withVirtualDisplays(Math.min(availableParallelism(), journeysAtOnce), (environment) =>
      runReporting(
        {
          script: '@playwright/test/cli.js',
          parameters: ['test'],
          report: 'test-results/e2e.json',
          count: countJourneys,
        },
        environment,
      ),
    ),
}

/**
 * The build comes first because tests of the command line run it. Types and directions go beside the unit tests: on two
 * cores that hides them. The journeys have the machine to themselves.
 * @returns {import('./suite.mjs').Suite[][]}
 */
export function stages() {
  return [
    [build, checkSuite('format and lint', '@biomejs/biome/bin/biome', ['check', '--colors=off'])],
    [
      unit,
      checkSuite('types', tsc, typesOf('main')),
      checkSuite('types of the page', vueTsc, typesOf('renderer')),
      checkSuite('types without Node and DOM', tsc, typesOf('pure')),
      checkSuite('types of scripts, journeys', tsc, typesOf('tools')),
      checkSuite('directions', 'dependency-cruiser/bin/dependency-cruise.mjs', [
        '--config',
        '.dependency-cruiser.cjs',
        '--output-type',
        'err-long',
        ...existing(['src-main', 'src-renderer', 'e2e']),
      ]),
    ],
    [journeys],
  ]
}
