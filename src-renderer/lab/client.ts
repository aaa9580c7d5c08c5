/**
 * The window's side of the bridge: typed calls and events over `window.lab`. What arrives is parsed once, here.
 *
 * A call never rejects: an answer that is not what the contract says becomes an `internal` error.
 */
import { type CallInput, type CallName, type CallOutput, calls } from '../../src-main/contract/calls'
import { type EventName, type EventPayload, events } from '../../src-main/contract/events'
import { failure, type Result, success } from '../../src-main/contract/result'

type Arguments<N extends CallName> = undefined extends CallInput<N> ? [input?: CallInput<N>] : [input: CallInput<N>]

export interface Client {
  call<N extends CallName>(name: N, ...input: Arguments<N>): Promise<Result<CallOutput<N>>>
  /** The function returned ends the listening. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void
}

export const client: Client = {
  async call(name, ...input) {
    try {
      const answer = await window.lab.call(name, input[0])
      return answer.ok ? parsedAnswer(name, answer.value) : answer
    } catch (error) {
      return failure({ kind: 'internal', message: `${name} failed: ${String(error)}` })
    }
  },
  on(name, listener) {
    return window.lab.on(name, (payload) => {
      const parsed = events[name].safeParse(payload)
      if (parsed.success) listener(parsed.data as EventPayload<typeof name>)
      else console.error(`event ${name} is not what the contract says: ${parsed.error.message}`)
    })
  },
}

function parsedAnswer<N extends CallName>(name: N, value: unknown): Result<CallOutput<N>> {
  const parsed = calls[name].output.safeParse(value)
  return parsed.success
    ? success(parsed.data as CallOutput<N>)
    : failure({
        kind: 'internal',
        message: `the answer to ${name} is not what the contract says: ${parsed.error.message}`,
      })
}
