/** Work that is ready to be done, as often as one likes. */
import type { Passes } from './passes'

export interface PreparedWork {
  readonly passes: Passes
  /** Lets other threads go; the work cannot be done any more. */
  end(): Promise<void>
}
