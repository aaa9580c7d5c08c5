/**
 * Runs the steps that are due, in order, one set-up at a time; silent when there is nothing to do.
 * Later steps look at what earlier ones made, so each is asked only when its turn comes.
 */
import { say } from './say.mjs'
import { withSetupLock } from './setupLock.mjs'

/**
 * @param {readonly import('./step.mjs').Step[]} steps
 * @param {string} lockFolder
 * @param {(line: string) => void} [print]
 */
export async function runSteps(steps, lockFolder, print = say) {
  if (!steps.some((step) => step.isDue())) return
  const runDue = async () => {
    for (const step of steps) {
      // Asked again: another set-up may have done it while this one waited.
      if (!step.isDue()) continue
      print(step.title)
      const remark = await step.run()
      if (remark) print(remark)
    }
  }
  await withSetupLock(lockFolder, runDue, (owner) => print(`waiting for another set-up (process ${owner})`))
}
