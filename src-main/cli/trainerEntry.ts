/** The trainer's built entry, beside the command line's own. */
import { join } from 'node:path'

export const trainerEntry = join(import.meta.dirname, 'trainer.js')
