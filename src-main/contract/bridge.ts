/** What the preload puts on `window.lab`: two generic verbs, and nothing else. */
import type { Result } from './result'

export interface LabBridge {
  /** Calls main by name; refused calls come back as an error value, never as a rejection. */
  call(name: string, input: unknown): Promise<Result<unknown>>
  /** Listens to an event by name; the function returned ends it. */
  on(name: string, listener: (payload: unknown) => void): () => void
}

/** The one channel of calls, and the one of events. */
export const callChannel = 'lab:call'
export const eventChannel = 'lab:event'
/** Texts that the user typed, pasted or dropped, from the preload to main; the page cannot send on it. */
export const writtenChannel = 'lab:written'
