/** Tells the window what has been stored. */
import type { EventName, EventPayload } from '../contract/events'

export type Publish = <N extends EventName>(name: N, payload: EventPayload<N>) => void
