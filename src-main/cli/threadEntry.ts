/** The built entry of a further thread of a run, beside the command line's own. */
import { join } from 'node:path'

export const threadEntry = join(import.meta.dirname, 'thread.js')
