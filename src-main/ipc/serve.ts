/**
 * Serves the call table: check the sender, parse the input, run the handler, wrap the answer.
 *
 * What a handler throws becomes an error value; the app lives on.
 */
import { type CallArguments, type CallName, type CallOutput, calls, isCallName } from '../contract/calls'
import { LabFailure } from '../contract/errors'
import { pathText } from '../contract/experiment'
import { failure, type Result } from '../contract/result'

export type Handlers = {
  readonly [N in CallName]: (input: CallArguments<N>) => Result<CallOutput<N>> | Promise<Result<CallOutput<N>>>
}

/** Who asks: the address of the frame, and whether it is the window's top frame. */
export interface Sender {
  readonly url: string
  readonly isMainFrame: boolean
}

export type ServeCall = (sender: Sender, name: unknown, input: unknown) => Promise<Result<unknown>>

const pageUrl = 'app://lab/'

/** @param report is told what a handler threw; the caller gets only the message. */
export function createCallServer(handlers: Handlers, report: (name: CallName, thrown: unknown) => void): ServeCall {
  return async (sender, name, input) => {
    if (!sender.isMainFrame || !sender.url.startsWith(pageUrl)) {
      return failure({ kind: 'internal', message: `calls from ${sender.url} are refused` })
    }
    if (!isCallName(name)) return failure({ kind: 'internal', message: `there is no call "${String(name)}"` })
    try {
      return await run(handlers, name, input)
    } catch (thrown) {
      if (thrown instanceof LabFailure) return failure(thrown.error)
      report(name, thrown)
      return failure({ kind: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown) })
    }
  }
}

async function run<N extends CallName>(handlers: Handlers, name: N, input: unknown): Promise<Result<unknown>> {
  const parsed = calls[name].input.safeParse(input)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({ path: pathText(issue.path), message: issue.message }))
    return failure({ kind: 'invalidInput', what: `call ${name}`, problems })
  }
  const handler: (argument: CallArguments<N>) => unknown = handlers[name]
  return (await handler(parsed.data as CallArguments<N>)) as Result<unknown>
}
