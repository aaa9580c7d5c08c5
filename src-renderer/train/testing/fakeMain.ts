/** Stands in for main behind `window.lab`, the page's one boundary: answers by call name, and keeps what was asked. */
import type { LabBridge } from '../../../src-main/contract/bridge'
import { failure, type Result, success } from '../../../src-main/contract/result'

type Answer = (input: unknown) => unknown

export interface FakeMain {
  readonly asked: { readonly name: string; readonly input: unknown }[]
  readonly answers: Map<string, Answer>
}

/** Installs itself as `window.lab`. A call without an answer fails. */
export function createFakeMain(answers: Iterable<readonly [string, Answer]>): FakeMain {
  const main: FakeMain = { asked: [], answers: new Map(answers) }
  const bridge: LabBridge = {
    async call(name, input): Promise<Result<unknown>> {
      main.asked.push({ name, input })
      const answer = main.answers.get(name)
      if (answer === undefined) return failure({ kind: 'internal', message: `no answer to ${name}` })
      return success(await answer(input))
    },
    on: () => () => {},
  }
  Object.defineProperty(window, 'lab', { value: bridge, configurable: true })
  return main
}
